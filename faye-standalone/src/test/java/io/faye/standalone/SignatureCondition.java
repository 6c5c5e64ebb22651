package io.faye.standalone;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** That users of a class need to know no types but Java's and our own. */
final class SignatureCondition extends ArchCondition<JavaClass> {

    SignatureCondition() {
        super("show only types of Java and of this project");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        parents.flatMap(SignatureCondition::foreign).forEach(foreign -> report(type, foreign, events));
        type.getMembers().stream().filter(SignatureCondition::isVisible).forEach(member -> types(member)
                .flatMap(SignatureCondition::foreign)
                .forEach(foreign -> report(member, foreign, events)));
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }

    private static Stream<String> foreign(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(raw -> !raw.isPrimitive())
                .map(JavaClass::getName)
                .filter(name ->
                        !name.startsWith("java.") && !name.startsWith("javax.net.") && !name.startsWith("io.faye."));
    }

    private static void report(Object where, String foreign, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(where, where + " shows " + foreign));
    }
}
