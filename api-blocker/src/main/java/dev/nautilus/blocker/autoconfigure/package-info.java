/// Shows in a Spring Boot application what the agent does: log lines, meters, a page, health and
/// the reason when a direct call keeps an application from starting. Enforces nothing itself.
///
/// **Threads** Reports come on the blocker's own thread. **Errors** none: an absent agent is a
/// state that health shows. **Units** calls, one per connection attempt.
@NullMarked
package dev.nautilus.blocker.autoconfigure;

import org.jspecify.annotations.NullMarked;
