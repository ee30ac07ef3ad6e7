package dev.nautilus.message;

import java.util.List;

/// An engine tells the hub what it wants to be kept fresh.
///
/// @param subscriptionId the engine's own id, unique per engine instance
/// @param instruments what about; ignored when it ends
/// @param types catalogue names of market data types; ignored when it ends
/// @param active false ends the subscription
public record SubscriptionRequest(
    String subscriptionId, List<InstrumentId> instruments, List<String> types, boolean active) {
  public SubscriptionRequest {
    Guard.text(subscriptionId, "subscriptionId");
    instruments = List.copyOf(instruments);
    types = List.copyOf(types);
  }
}
