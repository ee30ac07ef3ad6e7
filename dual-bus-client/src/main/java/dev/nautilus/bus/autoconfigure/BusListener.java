package dev.nautilus.bus.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Subscribes a bean's method to a message type.
///
/// ```java
/// @BusListener("quote")
/// void onQuote(Quote quote, Envelope envelope) { ... }
/// ```
///
/// The method takes the payload, the [dev.nautilus.bus.Envelope], the whole
/// [dev.nautilus.bus.Message], or any of them in any order. What it throws counts as failure.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BusListener {
  /// Name of the type in the catalogue, upper or lower case; or of a [dev.nautilus.bus.MessageType]
  /// bean of the application.
  String value();
}
