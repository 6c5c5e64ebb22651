package io.faye.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The house")
class HouseTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.faye");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "io.faye.protocol.concurrent, ",
        "io.faye.protocol.log, ",
        "io.faye.protocol, ",
        "io.faye.engine, io.faye.protocol io.faye.protocol.log",
        "io.faye.engine.support, io.faye.protocol.concurrent io.faye.protocol io.faye.engine",
        "io.faye.engine.memory, io.faye.protocol io.faye.engine io.faye.engine.support",
        "io.faye.engine.redis.client, io.faye.protocol io.faye.engine",
        "io.faye.engine.redis.log, io.faye.protocol io.faye.engine io.faye.engine.support io.faye.engine.redis.client",
        "io.faye.engine.redis.session, io.faye.protocol io.faye.engine io.faye.engine.support io.faye.engine.redis.client io.faye.engine.redis.log",
        "io.faye.engine.redis.node, io.faye.protocol io.faye.engine io.faye.engine.redis.client io.faye.engine.redis.log io.faye.engine.redis.session",
        "io.faye.engine.redis, io.faye.protocol io.faye.engine io.faye.engine.redis.client io.faye.engine.redis.log io.faye.engine.redis.session io.faye.engine.redis.node",
        "io.faye.extension, io.faye.protocol.concurrent io.faye.protocol io.faye.protocol.log",
        "io.faye.extension.testing, io.faye.protocol.concurrent io.faye.protocol io.faye.extension",
        "io.faye.server.session, io.faye.protocol io.faye.engine io.faye.engine.support io.faye.extension",
        "io.faye.server, io.faye.protocol.concurrent io.faye.protocol io.faye.protocol.log io.faye.engine io.faye.engine.support io.faye.extension io.faye.server.session",
        "io.faye.transport, io.faye.protocol io.faye.protocol.log io.faye.engine io.faye.extension io.faye.server",
        "io.faye.transport.http.header, io.faye.transport",
        "io.faye.transport.http.content, io.faye.protocol io.faye.transport",
        "io.faye.transport.http.frame, io.faye.protocol io.faye.server io.faye.transport io.faye.transport.http.content io.faye.transport.http.header",
        "io.faye.transport.http.loop, io.faye.transport io.faye.transport.http.content io.faye.transport.http.frame",
        "io.faye.transport.http.admission, io.faye.protocol.log io.faye.extension io.faye.server io.faye.transport io.faye.transport.http.header",
        "io.faye.transport.http.tls, io.faye.protocol.concurrent",
        "io.faye.transport.http.connection, io.faye.engine io.faye.extension io.faye.server io.faye.transport io.faye.transport.http.content io.faye.transport.http.frame io.faye.transport.http.loop io.faye.transport.http.admission io.faye.transport.http.tls",
        "io.faye.transport.http.http1, io.faye.protocol io.faye.server io.faye.transport io.faye.transport.http.content io.faye.transport.http.loop io.faye.transport.http.admission io.faye.transport.http.tls io.faye.transport.http.connection",
        "io.faye.transport.http.polling, io.faye.protocol io.faye.extension io.faye.server io.faye.transport io.faye.transport.http.header io.faye.transport.http.connection io.faye.transport.http.http1",
        "io.faye.transport.http.streaming, io.faye.protocol io.faye.extension io.faye.server io.faye.transport.http.content io.faye.transport.http.header io.faye.transport.http.loop io.faye.transport.http.connection io.faye.transport.http.http1",
        "io.faye.transport.http.websocket, io.faye.protocol io.faye.extension io.faye.server io.faye.transport io.faye.transport.http.content io.faye.transport.http.header io.faye.transport.http.frame io.faye.transport.http.loop io.faye.transport.http.connection io.faye.transport.http.http1 io.faye.transport.http.streaming",
        "io.faye.transport.http.eventstream, io.faye.protocol io.faye.extension io.faye.server io.faye.transport io.faye.transport.http.content io.faye.transport.http.header io.faye.transport.http.loop io.faye.transport.http.connection io.faye.transport.http.http1 io.faye.transport.http.streaming",
        "io.faye.transport.http.server, io.faye.protocol io.faye.engine io.faye.server io.faye.transport io.faye.transport.http.content io.faye.transport.http.header io.faye.transport.http.loop io.faye.transport.http.admission io.faye.transport.http.tls io.faye.transport.http.connection io.faye.transport.http.http1 io.faye.transport.http.polling io.faye.transport.http.websocket io.faye.transport.http.eventstream",
        "io.faye.transport.http, io.faye.protocol.concurrent io.faye.protocol io.faye.protocol.log io.faye.server io.faye.transport io.faye.transport.http.content io.faye.transport.http.header io.faye.transport.http.admission io.faye.transport.http.tls io.faye.transport.http.connection io.faye.transport.http.http1 io.faye.transport.http.server",
        "io.faye.auth.support, io.faye.protocol io.faye.protocol.log io.faye.extension",
        "io.faye.auth, io.faye.protocol io.faye.protocol.log io.faye.extension io.faye.auth.support",
        "io.faye.auth.jwt, io.faye.protocol io.faye.extension io.faye.auth io.faye.auth.support",
        "io.faye.auth.limits, io.faye.protocol io.faye.extension io.faye.auth io.faye.auth.support",
        "io.faye.auth.payload, io.faye.protocol io.faye.extension io.faye.auth.support",
        "io.faye.auth.rules, io.faye.protocol io.faye.protocol.log io.faye.extension io.faye.auth io.faye.auth.support",
        "io.faye.metrics, io.faye.protocol io.faye.engine io.faye.extension io.faye.server io.faye.transport.http",
        "io.faye.client.spi, io.faye.protocol",
        "io.faye.client, io.faye.protocol.concurrent io.faye.protocol io.faye.protocol.log io.faye.client.spi",
        "io.faye.standalone.client, io.faye.protocol io.faye.client io.faye.standalone.config",
        "io.faye.standalone.api, io.faye.protocol.concurrent io.faye.auth io.faye.protocol io.faye.engine io.faye.extension io.faye.server io.faye.transport.http io.faye.standalone.config",
        "io.faye.standalone.config, ",
        "io.faye.standalone.security, io.faye.protocol io.faye.extension io.faye.auth io.faye.auth.jwt io.faye.auth.limits io.faye.auth.payload io.faye.auth.rules io.faye.standalone.config",
        "io.faye.standalone, io.faye.protocol io.faye.engine io.faye.engine.support io.faye.extension io.faye.auth io.faye.auth.rules io.faye.auth.limits io.faye.server io.faye.transport.http io.faye.metrics io.faye.standalone.config io.faye.standalone.security io.faye.standalone.api io.faye.standalone.client"
    })
    @DisplayName("has floors that know only those below them")
    void keepsItsFloors(String floor, String below) {
        Stream<String> known =
                Stream.concat(Stream.of(floor), below == null ? Stream.of() : Stream.of(below.split(" ")));
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(known.toArray(String[]::new))
                .or(DescribedPredicate.not(resideInAPackage("io.faye..")));
        classes()
                .that()
                .resideInAPackage(floor)
                .should()
                .onlyDependOnClassesThat(allowed)
                .check(HOUSE);
    }

    @Test
    @DisplayName("has no room that the test of the floors does not know")
    void hasNoOtherRooms() {
        assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder(
                        "io.faye.protocol",
                        "io.faye.protocol.concurrent",
                        "io.faye.protocol.log",
                        "io.faye.engine",
                        "io.faye.engine.support",
                        "io.faye.engine.memory",
                        "io.faye.engine.redis",
                        "io.faye.engine.redis.client",
                        "io.faye.engine.redis.log",
                        "io.faye.engine.redis.session",
                        "io.faye.engine.redis.node",
                        "io.faye.extension",
                        "io.faye.auth",
                        "io.faye.auth.jwt",
                        "io.faye.auth.limits",
                        "io.faye.auth.payload",
                        "io.faye.auth.rules",
                        "io.faye.auth.support",
                        "io.faye.extension.testing",
                        "io.faye.server",
                        "io.faye.server.session",
                        "io.faye.transport",
                        "io.faye.transport.http",
                        "io.faye.transport.http.header",
                        "io.faye.transport.http.content",
                        "io.faye.transport.http.frame",
                        "io.faye.transport.http.loop",
                        "io.faye.transport.http.admission",
                        "io.faye.transport.http.tls",
                        "io.faye.transport.http.connection",
                        "io.faye.transport.http.http1",
                        "io.faye.transport.http.polling",
                        "io.faye.transport.http.streaming",
                        "io.faye.transport.http.websocket",
                        "io.faye.transport.http.eventstream",
                        "io.faye.transport.http.server",
                        "io.faye.metrics",
                        "io.faye.client",
                        "io.faye.client.spi",
                        "io.faye.standalone",
                        "io.faye.standalone.client",
                        "io.faye.standalone.api",
                        "io.faye.standalone.config",
                        "io.faye.standalone.security");
    }

    @Test
    @DisplayName("has no packages that know each other in circles")
    void hasNoCycles() {
        slices().matching("io.faye.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    @DisplayName("leaves standard output and error to the command line's own writers")
    void leavesStandardStreamsAlone() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HOUSE);
    }

    @Test
    @DisplayName("shows no type of a third party in a public signature")
    void hidesThirdParties() {
        // A bridge between two libraries shows both; what is closed to users shows nobody anything.
        classes()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackages("io.faye.metrics", "io.faye.transport.http.*")
                .should(new SignatureCondition())
                .check(HOUSE);
    }

    @Test
    @DisplayName("has at most two public types in an engine")
    void hasSmallEngines() {
        assertThat(HOUSE.stream()
                        .filter(resideInAPackage("io.faye.engine.memory"))
                        .filter(type -> type.getModifiers().contains(PUBLIC)))
                .hasSizeBetween(1, 2);
    }
}
