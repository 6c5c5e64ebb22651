package io.faye.spring;

import io.faye.extension.ChannelTemplate;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.LocalClient;
import io.faye.server.ServiceCall;
import io.faye.server.ServiceReply;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the methods with {@link FayeListener} when all beans are there, and has the server call them. */
final class ListenerRegistrar implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerRegistrar.class);
    private static final String SPRING = "org.springframework.";
    private static final long SUBSCRIBING_SECONDS = 10;

    private final ConfigurableListableBeanFactory beans;
    private final BayeuxServer server;
    private final ListenerMethods methods;

    ListenerRegistrar(ConfigurableListableBeanFactory beans, BayeuxServer server, ListenerMethods methods) {
        this.beans = beans;
        this.server = server;
        this.methods = methods;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getBeanNamesForType(Object.class, false, false)) {
            // A bean of a scope is listed twice: its proxy counts.
            Class<?> type =
                    ScopedProxyUtils.isScopedTarget(name) ? null : AutoProxyUtils.determineTargetClass(beans, name);
            if (type != null && !type.getName().startsWith(SPRING)) {
                listeners(type).forEach((method, listener) -> add(beans.getBean(name), method, listener.value()));
            }
        }
    }

    private static Map<Method, FayeListener> listeners(Class<?> type) {
        try {
            return AnnotationUtils.isCandidateClass(type, FayeListener.class)
                    ? MethodIntrospector.selectMethods(
                            type, (MetadataLookup<@Nullable FayeListener>) ListenerRegistrar::annotation)
                    : Map.of();
        } catch (LinkageError e) {
            LOG.debug("Type of a bean cannot be looked at; continuing (type={})", type.getName(), e);
            return Map.of();
        }
    }

    private static @Nullable FayeListener annotation(Method method) {
        return AnnotatedElementUtils.findMergedAnnotation(method, FayeListener.class);
    }

    private void add(Object bean, Method declared, String text) {
        ChannelTemplate template = ChannelTemplate.of(text, server.channelNames());
        ListenerMethod method = methods.of(bean, declared, template);
        if (template.segments().get(0).equals("service")) {
            server.services().handle(template, call -> answer(method, call));
        } else if (method.hasResult()) {
            throw new IllegalArgumentException("Expected a method without a result for '" + text + "', but " + method
                    + " has one; only calls of channels below /service are answered");
        } else {
            subscribe(template, method);
        }
    }

    private CompletionStage<ServiceReply> answer(ListenerMethod method, ServiceCall call) {
        @Nullable Object[] arguments;
        try {
            arguments = method.arguments(ReceivedMessage.of(call));
        } catch (IllegalArgumentException e) {
            LOG.debug("Call refused, because its data does not fit (method={}, channel={})", method, call.channel(), e);
            return CompletableFuture.completedFuture(ServiceReply.refusal(BayeuxError.badRequest("data")));
        }
        Object result = method.invoke(arguments);
        return result instanceof CompletionStage<?> stage
                ? stage.thenApply(this::reply)
                : CompletableFuture.completedFuture(reply(result));
    }

    private ServiceReply reply(@Nullable Object result) {
        return result instanceof ServiceReply reply
                ? reply
                : ServiceReply.success(methods.converter().toJson(result));
    }

    /** Each method has a client of its own, so that a slow method delays no other one. */
    private void subscribe(ChannelTemplate template, ListenerMethod method) {
        LocalClient client = server.client();
        CompletionStage<?> subscribed =
                client.subscribe(ListenerPatterns.covering(template), message -> take(template, method, message));
        try {
            subscribed.toCompletableFuture().get(SUBSCRIBING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "Listener gets no messages before the engine answers; continuing (method={}, channel={})",
                    method,
                    template);
        } catch (ExecutionException e) {
            throw new CompletionException("Cannot subscribe " + method + " to '" + template + "'", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while subscribing " + method, e);
        }
    }

    private static void take(ChannelTemplate template, ListenerMethod method, Message message) {
        message.channel()
                .flatMap(channel ->
                        template.match(channel).map(variables -> ReceivedMessage.of(message, channel, variables)))
                .ifPresent(received -> method.invoke(method.arguments(received)));
    }
}
