/// The client in a Spring Boot application: beans from `nautilus.bus.*`, methods marked
/// [dev.nautilus.bus.autoconfigure.BusListener], health per bus, meters, and a drain at shutdown.
///
/// **Threads** Listener methods run on the bus's dispatch thread, one message at a time. **Errors**
/// A setting that cannot work ends the start with a description and an action. **Units** Durations
/// are written as Spring users do: `500ms`, `2s`.
@NullMarked
package dev.nautilus.bus.autoconfigure;

import org.jspecify.annotations.NullMarked;
