package dev.nautilus.bus.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// A fault that takes long to play. Once is enough: what it tests is the same code on every Java,
/// and the tests of this module run twice.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "nautilus.expected.java",
    matches = "17",
    disabledReason = "long, and played on the newer Java already")
@interface LongFault {}
