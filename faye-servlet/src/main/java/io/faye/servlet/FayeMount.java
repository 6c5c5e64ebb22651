package io.faye.servlet;

import io.faye.server.BayeuxServer;
import io.faye.transport.Mount;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

/**
 * Attaches a Bayeux server to a servlet container, beside whatever else the application serves.
 *
 * <pre>{@code
 * FayeMount.attach(context, bayeux, "/faye");
 * }</pre>
 */
public final class FayeMount {

    private FayeMount() {}

    /**
     * Attaches a server that accepts pages of any origin.
     *
     * @param context the application, which is being initialised
     * @param bayeux the server; the program that built it closes it
     * @param path where clients find it, below the application's own path, such as {@code /faye}
     * @return the servlet's registration, for further settings
     * @throws IllegalArgumentException if requests for the path could be written in several ways
     * @throws IllegalStateException if the application has been initialised, or has a servlet at the path
     */
    public static ServletRegistration.Dynamic attach(ServletContext context, BayeuxServer bayeux, String path) {
        return attach(context, bayeux, path, MountOptions.DEFAULT);
    }

    /**
     * Attaches a server.
     *
     * @param context the application, which is being initialised
     * @param bayeux the server; the program that built it closes it
     * @param path where clients find it, below the application's own path, such as {@code /faye}
     * @param options what it accepts
     * @return the servlet's registration, for further settings
     * @throws IllegalArgumentException if requests for the path could be written in several ways
     * @throws IllegalStateException if the application has been initialised, or has a servlet at the path
     */
    public static ServletRegistration.Dynamic attach(
            ServletContext context, BayeuxServer bayeux, String path, MountOptions options) {
        Mount mount = Mount.at(path);
        String name = "faye " + path;
        ServletRegistration.Dynamic registration = context.addServlet(name, new FayeServlet(bayeux, options));
        if (registration == null) {
            throw new IllegalStateException("There is a servlet '" + name + "' already");
        }
        registration.setAsyncSupported(true);
        // At start, so that the log tells at start what is missing.
        registration.setLoadOnStartup(1);
        var taken = registration.addMapping(mount.path() + "/*", mount.path() + ".js");
        if (!taken.isEmpty()) {
            throw new IllegalStateException("Another servlet of the application has the path " + taken);
        }
        return registration;
    }
}
