package io.faye.servlet;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.Set;

/** Undertow. */
final class UndertowContainer implements Container {

    private DeploymentManager deployment;
    private Undertow undertow;

    @Override
    public void open(int port, String contextPath, Application application) throws Exception {
        String path = contextPath.isEmpty() ? "/" : contextPath;
        ServletContainerInitializer initializer = (classes, servlets) -> application.start(servlets);
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowContainer.class.getClassLoader())
                .setContextPath(path)
                .setDeploymentName("faye")
                .addServletContextAttribute(
                        WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                        new WebSocketDeploymentInfo().setBuffers(new DefaultByteBufferPool(false, 8 << 10)))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
        deployment = Servlets.newContainer().addDeployment(info);
        deployment.deploy();
        undertow = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(Handlers.path().addPrefixPath(path, deployment.start()))
                .build();
        undertow.start();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void stop() throws Exception {
        deployment.stop();
        deployment.undeploy();
        undertow.stop();
    }
}
