package dev.nautilus.hub.subscribe;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of subscriptions.
///
/// @param lease a subscription ends after this unless it is renewed: by making it again, or by an
///   open stream of events
/// @param most most subscriptions
/// @param mostTopics most topics followed by all of them together
/// @param waiting most values that wait for a slow stream of events
@Validated
@ConfigurationProperties("nautilus.hub.subscriptions")
record SubscriptionProperties(
    @DefaultValue("24h") Duration lease,
    @Min(1) @DefaultValue("10000") int most,
    @Min(1) @DefaultValue("20000") int mostTopics,
    @Min(16) @DefaultValue("10000") int waiting) {}
