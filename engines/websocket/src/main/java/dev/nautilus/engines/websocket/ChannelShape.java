package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.DeltaForm;
import dev.nautilus.engines.websocket.method.DeltaMode;

/// What a channel is.
///
/// @param name as sessions write it
/// @param title what it holds, for people
/// @param symbol what the first part of a key is
/// @param detail what the second part is; empty when there is none
/// @param events whether each update stands alone instead of replacing the one before
/// @param form how changes are written
/// @param mode for sessions that name none
/// @param isPrivate whether it belongs to accounts: sessions must name those, and may see only
///   their own
record ChannelShape(
    String name,
    String title,
    String symbol,
    String detail,
    boolean events,
    DeltaForm form,
    DeltaMode mode,
    boolean isPrivate) {

  /// Newest values by key.
  static ChannelShape values(String name, String symbol, String title) {
    return new ChannelShape(
        name, title, symbol, "", false, DeltaForm.MERGE_PATCH, DeltaMode.MERGE, false);
  }

  /// What happened.
  static ChannelShape events(String name, String symbol, String title) {
    return new ChannelShape(
        name, title, symbol, "", true, DeltaForm.MERGE_PATCH, DeltaMode.DISTINCT, false);
  }

  /// The same with keys of two parts.
  ChannelShape by(String second) {
    return new ChannelShape(name, title, symbol, second, events, form, mode, isPrivate);
  }

  /// The same with changes as lists of steps.
  ChannelShape ofLists() {
    return new ChannelShape(
        name, title, symbol, detail, events, DeltaForm.JSON_PATCH, mode, isPrivate);
  }

  /// The same with this mode for sessions that name none.
  ChannelShape in(DeltaMode usual) {
    return new ChannelShape(name, title, symbol, detail, events, form, usual, isPrivate);
  }

  /// The same for the owners of accounts only.
  ChannelShape ofAccounts() {
    return new ChannelShape(name, title, "account", detail, events, form, mode, true);
  }
}
