package io.faye.standalone;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What IIS takes in a {@code web.config} for the HttpPlatformHandler and URL Rewrite: elements, their attributes, which of these must be
 * there, and what they hold. The facts are from what Microsoft publishes: {@code httpplatform_schema.xml} and the "HttpPlatformHandler
 * Configuration Reference", "IIS Settings Schema: add Element for handlers", and the "URL Rewrite Module Configuration Reference".
 */
final class IisSchema {

    /** Element; its attributes with {@code !} if they must be there; what they hold. */
    private static final String FACTS =
            """
            configuration
            configuration/system.webServer

            configuration/system.webServer/handlers            accessPolicy            text
            configuration/system.webServer/handlers/clear
            configuration/system.webServer/handlers/remove     name!                   text
            configuration/system.webServer/handlers/add        name!                   text
            configuration/system.webServer/handlers/add        path!                   text
            configuration/system.webServer/handlers/add        verb!                   text
            configuration/system.webServer/handlers/add        modules                 text
            configuration/system.webServer/handlers/add        type                    text
            configuration/system.webServer/handlers/add        scriptProcessor         text
            configuration/system.webServer/handlers/add        preCondition            text
            configuration/system.webServer/handlers/add        allowPathInfo           bool
            configuration/system.webServer/handlers/add        responseBufferLimit     uint 0 4294967295
            configuration/system.webServer/handlers/add        resourceType            one File Directory Either Unspecified
            configuration/system.webServer/handlers/add        requireAccess           one None Read Write Script Execute

            configuration/system.webServer/httpPlatform        processPath!            text
            configuration/system.webServer/httpPlatform        arguments               text
            configuration/system.webServer/httpPlatform        startupTimeLimit        uint 0 3600
            configuration/system.webServer/httpPlatform        startupRetryCount       uint 0 100
            configuration/system.webServer/httpPlatform        rapidFailsPerMinute     uint 0 100
            configuration/system.webServer/httpPlatform        requestTimeout          time 0 2592000 60
            configuration/system.webServer/httpPlatform        stdoutLogEnabled        bool
            configuration/system.webServer/httpPlatform        stdoutLogFile           text
            configuration/system.webServer/httpPlatform        processesPerApplication uint 1 100
            configuration/system.webServer/httpPlatform        forwardWindowsAuthToken bool
            configuration/system.webServer/httpPlatform/recycleOnFileChange
            configuration/system.webServer/httpPlatform/recycleOnFileChange/file path! text
            configuration/system.webServer/httpPlatform/environmentVariables
            configuration/system.webServer/httpPlatform/environmentVariables/environmentVariable name!  text
            configuration/system.webServer/httpPlatform/environmentVariables/environmentVariable value! text

            configuration/system.webServer/rewrite
            configuration/system.webServer/rewrite/rules
            configuration/system.webServer/rewrite/rules/clear
            configuration/system.webServer/rewrite/rules/rule  name!                   text
            configuration/system.webServer/rewrite/rules/rule  enabled                 bool
            configuration/system.webServer/rewrite/rules/rule  patternSyntax           one ECMAScript Wildcard ExactMatch
            configuration/system.webServer/rewrite/rules/rule  stopProcessing          bool
            configuration/system.webServer/rewrite/rules/rule/match url!               text
            configuration/system.webServer/rewrite/rules/rule/match ignoreCase         bool
            configuration/system.webServer/rewrite/rules/rule/match negate             bool
            configuration/system.webServer/rewrite/rules/rule/action type!             one None Rewrite Redirect CustomResponse AbortRequest
            configuration/system.webServer/rewrite/rules/rule/action url               text
            configuration/system.webServer/rewrite/rules/rule/action appendQueryString bool
            configuration/system.webServer/rewrite/rules/rule/action logRewrittenUrl   bool
            """;

    private static final Map<String, Map<String, String>> ELEMENTS = elements();
    private static final Pattern TIME = Pattern.compile("(?:(\\d+)\\.)?(\\d{2}):(\\d{2}):(\\d{2})");

    private IisSchema() {}

    private static Map<String, Map<String, String>> elements() {
        return FACTS.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(" +", 3))
                .collect(Collectors.groupingBy(
                        fact -> fact[0],
                        Collectors.filtering(fact -> fact.length > 1, toMap(fact -> fact[1], fact -> fact[2]))));
    }

    /** {@return the document} */
    static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("Not well-formed: " + e.getMessage(), e);
        }
    }

    /** {@return what IIS would refuse} */
    static List<String> faults(Element root) {
        List<String> faults = new ArrayList<>();
        check(root.getTagName(), root, faults);
        return faults;
    }

    private static void check(String path, Element element, List<String> faults) {
        Map<String, String> kinds = ELEMENTS.get(path);
        if (kinds == null) {
            faults.add("There is no element " + path);
            return;
        }
        Map<String, String> values = attributes(element);
        values.forEach((name, value) -> kind(kinds, name)
                .ifPresentOrElse(
                        kind -> {
                            if (!holds(kind, value)) {
                                faults.add(path + "@" + name + " is '" + value + "' instead of " + kind);
                            }
                        },
                        () -> faults.add("There is no attribute " + path + "@" + name)));
        required(kinds).stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> faults.add(path + "@" + name + " is missing"));
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                check(path + "/" + inner.getTagName(), inner, faults);
            }
        }
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> values = new TreeMap<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            values.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
        }
        return values;
    }

    private static Optional<String> kind(Map<String, String> kinds, String name) {
        return Optional.ofNullable(kinds.getOrDefault(name, kinds.get(name + "!")));
    }

    private static Set<String> required(Map<String, String> kinds) {
        return kinds.keySet().stream()
                .filter(name -> name.endsWith("!"))
                .map(name -> name.substring(0, name.length() - 1))
                .collect(Collectors.toSet());
    }

    private static boolean holds(String kind, String value) {
        String[] words = kind.split(" ");
        return switch (words[0]) {
            case "text" -> !value.isEmpty();
            case "bool" -> value.equals("true") || value.equals("false");
            case "one" -> List.of(words).subList(1, words.length).contains(value);
            case "uint" -> value.matches("\\d{1,10}") && isWithin(Long.parseLong(value), words);
            case "time" ->
                seconds(value)
                        .filter(time -> isWithin(time, words) && time % Long.parseLong(words[3]) == 0)
                        .isPresent();
            default -> throw new IllegalStateException("Unknown kind: " + kind);
        };
    }

    private static boolean isWithin(long number, String... words) {
        return number >= Long.parseLong(words[1]) && number <= Long.parseLong(words[2]);
    }

    private static Optional<Long> seconds(String time) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long days = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        return Optional.of(Duration.ofDays(days)
                .plusHours(Long.parseLong(matcher.group(2)))
                .plusMinutes(Long.parseLong(matcher.group(3)))
                .plusSeconds(Long.parseLong(matcher.group(4)))
                .toSeconds());
    }
}
