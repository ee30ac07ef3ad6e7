package dev.nautilus.hub.lead;

import org.springframework.context.SmartLifecycle;

/// A part that runs in the hub that leads and in no other. A hub without a standby starts it like
/// anything else. One of several starts it when it takes the lead, and stops it when it loses it,
/// so it must bear being started again.
public interface LeadersPart extends SmartLifecycle {}
