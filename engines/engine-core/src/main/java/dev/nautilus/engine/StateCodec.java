package dev.nautilus.engine;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// How an engine's state is taken down and brought back, so that the engine goes on after a crash
/// as if nothing had been. Both directions run on the engine thread.
///
/// What is written must be all that the engine's next reaction depends on, in an order that does
/// not change from run to run.
public interface StateCodec {
  /// Version of what is written, 1 or more; raised whenever the layout or its meaning changes.
  int version();

  /// What the state's layout depends on beside the version, for people to read: the symbols
  /// followed, say. A state of another shape is not read. At most a few hundred characters.
  String shape();

  /// Takes the state down.
  void write(StateOutput out);

  /// Brings the state back, into an engine that has heard nothing yet.
  ///
  /// @throws IllegalArgumentException when it is not a state of this shape and version
  void read(StateInput in);

  /// A codec of two methods.
  static StateCodec of(
      int version, String shape, Consumer<StateOutput> write, Consumer<StateInput> read) {
    if (version < 1) {
      throw new IllegalArgumentException("version must be 1 or more, was " + version);
    }
    return new StateCodec() {
      @Override
      public int version() {
        return version;
      }

      @Override
      public String shape() {
        return shape;
      }

      @Override
      public void write(StateOutput out) {
        write.accept(out);
      }

      @Override
      public void read(StateInput in) {
        read.accept(in);
      }
    };
  }

  /// A codec of a state that is one record, of whatever records, lists, maps, numbers and times it
  /// consists:
  ///
  /// ```java
  /// .keeps(StateCodec.ofRecord(1, shape, SpreadBook.State.class, book::state, book::restore))
  /// ```
  ///
  /// The record says itself what is written. Its layout belongs to the shape: a state of a record
  /// with other components is not read. Raise the version when the components stay and their
  /// meaning changes. Numbers come back to the last bit, maps are written by the order of their
  /// keys.
  ///
  /// @param shape what the state depends on beside its record, for people to read
  /// @param restore takes a state back, into an engine that has heard nothing yet
  /// @throws IllegalArgumentException when the record holds something that cannot be written
  static <S extends Record> StateCodec ofRecord(
      int version, String shape, Class<S> type, Supplier<S> state, Consumer<S> restore) {
    StateLayout layout = StateLayout.of(type);
    return of(
        version,
        "%s; record %08x".formatted(shape, layout.text().hashCode()),
        out -> layout.write(out, state.get()),
        in -> restore.accept(type.cast(layout.read(in))));
  }
}
