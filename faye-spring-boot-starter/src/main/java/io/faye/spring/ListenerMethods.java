package io.faye.spring;

import io.faye.extension.ChannelTemplate;
import io.faye.extension.Session;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.server.ServiceCall;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.util.ReflectionUtils;

/** Finds out what the parameters of listener methods get. */
final class ListenerMethods {

    private static final Map<Class<?>, Function<ReceivedMessage, @Nullable Object>> OF_MESSAGES = Map.of(
            Message.class, received -> received.message().orElseThrow(), Channel.class, ReceivedMessage::channel);

    private static final Map<Class<?>, Function<ReceivedMessage, @Nullable Object>> OF_CALLS = Map.of(
            ServiceCall.class, received -> received.call().orElseThrow(),
            Channel.class, ReceivedMessage::channel,
            Session.class, received -> received.call().orElseThrow().caller(),
            Principal.class, ListenerMethods::principal,
            io.faye.auth.Principal.class, received -> known(received).orElse(null));

    private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
    private final PayloadConverter converter;

    ListenerMethods(PayloadConverter converter) {
        this.converter = converter;
    }

    private static @Nullable Principal principal(ReceivedMessage received) {
        Optional<Principal> ofRequest =
                received.call().orElseThrow().exchange().request().principal();
        return ofRequest.or(() -> known(received).map(user -> user::name)).orElse(null);
    }

    private static Optional<io.faye.auth.Principal> known(ReceivedMessage received) {
        return io.faye.auth.Principal.of(received.call().orElseThrow().exchange());
    }

    PayloadConverter converter() {
        return converter;
    }

    /**
     * Prepares a method.
     *
     * @param bean the object with the method
     * @param declared the method, as the bean's class has it
     * @param template the channels
     * @throws IllegalArgumentException if a parameter cannot get anything
     */
    ListenerMethod of(Object bean, Method declared, ChannelTemplate template) {
        Method method = AopUtils.selectInvocableMethod(declared, bean.getClass());
        ReflectionUtils.makeAccessible(method);
        boolean isService = template.segments().get(0).equals("service");
        String[] found = names.getParameterNames(declared);
        List<Function<ReceivedMessage, @Nullable Object>> arguments = new ArrayList<>();
        int payloads = 0;
        Parameter[] parameters = declared.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String name = found == null ? "" : found[i];
            Function<ReceivedMessage, @Nullable Object> argument =
                    known(parameters[i], name, template, isService ? OF_CALLS : OF_MESSAGES);
            payloads += argument == null ? 1 : 0;
            arguments.add(argument == null ? payload(parameters[i].getParameterizedType()) : argument);
        }
        if (payloads > 1) {
            throw new IllegalArgumentException("Expected one parameter of " + declared + " for the data, but found "
                    + payloads + "; variables of '" + template + "' are "
                    + template.variables().keySet());
        }
        return new ListenerMethod(bean, method, List.copyOf(arguments));
    }

    private static @Nullable Function<ReceivedMessage, @Nullable Object> known(
            Parameter parameter,
            String name,
            ChannelTemplate template,
            Map<Class<?>, Function<ReceivedMessage, @Nullable Object>> byType) {
        ChannelVariable named = parameter.getAnnotation(ChannelVariable.class);
        String variable = named == null ? name : named.value();
        if (template.variables().containsKey(variable) && parameter.getType() == String.class) {
            return received -> received.variables().get(variable);
        }
        if (named != null) {
            throw new IllegalArgumentException("Expected text for one of the variables "
                    + template.variables().keySet() + " of '" + template + "', but got "
                    + parameter.getType().getName()
                    + " for '" + variable + "'");
        }
        return byType.get(parameter.getType());
    }

    private Function<ReceivedMessage, @Nullable Object> payload(Type type) {
        return type == io.faye.protocol.Json.class
                ? ReceivedMessage::data
                : received -> converter.fromJson(received.data(), type);
    }
}
