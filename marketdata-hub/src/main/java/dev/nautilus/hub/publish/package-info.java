/// Carries what the desk takes in to the MarketData bus, answers the engines' data requests, and
/// raises the term under which versions are assigned.
///
/// **Threads** The desk hands data over without waiting; one thread for each family of streams
/// publishes them in order. Data requests run on threads of their own.
///
/// **Errors** What cannot be published is counted and logged when it begins and when it ends; no
/// request waits for it. A bus that is away at the start is asked again until it is there.
///
/// **Units** Sizes of answers are estimates in bytes of their JSON.
@NullMarked
package dev.nautilus.hub.publish;

import org.jspecify.annotations.NullMarked;
