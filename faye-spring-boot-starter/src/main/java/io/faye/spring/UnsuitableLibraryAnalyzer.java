package io.faye.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a library that does not suit in the way in which Spring Boot reports what keeps an application from starting. */
final class UnsuitableLibraryAnalyzer extends AbstractFailureAnalyzer<UnsuitableLibraryException> {

    UnsuitableLibraryAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsuitableLibraryException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
