package io.faye.standalone.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a server: {@code http} or {@code https}, with a host. */
final class ServerAddress implements ITypeConverter<URI> {

    @Override
    public URI convert(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Refused below, like one without a host.
        }
        throw new TypeConversionException("'" + text + "' is no address such as http://localhost:8000/faye");
    }
}
