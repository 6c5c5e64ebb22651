package com.example.faye.servlet;

import io.faye.server.BayeuxServer;
import io.faye.servlet.FayeMount;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A chat on Tomcat: a folder with a page, and beside it the server. */
public final class Chat {

    private Chat() {}

    public static void main(String[] arguments) throws Exception {
        start(8080).getServer().await();
    }

    static Tomcat start(int port) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(port);
        tomcat.setBaseDir("target");
        Context context = tomcat.addContext("", Path.of("page").toAbsolutePath().toString());
        Tomcat.addServlet(context, "page", new DefaultServlet());
        context.addServletMappingDecoded("/", "page");
        context.addWelcomeFile("index.html");
        context.addServletContainerInitializer(new WsSci(), null);
        BayeuxServer bayeux = BayeuxServer.builder().build();
        context.addServletContainerInitializer((types, application) -> FayeMount.attach(application, bayeux, "/faye"), Set.of());
        tomcat.getConnector();
        tomcat.start();
        return tomcat;
    }
}
