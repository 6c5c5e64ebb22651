package io.faye.spring;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Finds out where clients reach the server. */
final class OnFayeMode extends SpringBootCondition {

    /** A scope that only servlet applications have. */
    private static final String SESSION = "session";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        FayeMode wanted =
                metadata.getAnnotations().get(ConditionalOnFayeMode.class).getEnum("value", FayeMode.class);
        FayeMode mode = mode(context);
        ConditionMessage message =
                ConditionMessage.forCondition("faye.mode").because("clients reach the server in the mode " + mode);
        return new ConditionOutcome(mode == wanted, message);
    }

    private static FayeMode mode(ConditionContext context) {
        Binder binder = Binder.get(context.getEnvironment());
        return binder.bind("faye.mode", FayeMode.class).orElseGet(() -> {
            boolean hasPort = binder.bind("faye.port", Integer.class).isBound();
            return hasPort || !isServletApplication(context) ? FayeMode.PORT : FayeMode.SERVLET;
        });
    }

    private static boolean isServletApplication(ConditionContext context) {
        var beans = context.getBeanFactory();
        return beans != null && Arrays.asList(beans.getRegisteredScopeNames()).contains(SESSION);
    }
}
