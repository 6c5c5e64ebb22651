package io.faye.servlet;

import jakarta.servlet.ServletContext;

/** A servlet container with one application, listening on 127.0.0.1. */
interface Container {

    /** What the application does when it is initialised. */
    interface Application {
        void start(ServletContext context);
    }

    /** {@return the container that the system property {@code faye.container} names, by default Tomcat} */
    static Container start(int port, String contextPath, Application application) {
        String name = System.getProperty("faye.container", "Tomcat");
        try {
            // By name, because the classes of one container are missing beside another.
            Container container = Class.forName("io.faye.servlet." + name + "Container")
                    .asSubclass(Container.class)
                    .getDeclaredConstructor()
                    .newInstance();
            container.open(port, contextPath, application);
            return container;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start " + name, e);
        }
    }

    /** Starts, with port 0 on any that is free. */
    void open(int port, String contextPath, Application application) throws Exception;

    /** {@return the port that it listens on} */
    int port();

    void stop() throws Exception;
}
