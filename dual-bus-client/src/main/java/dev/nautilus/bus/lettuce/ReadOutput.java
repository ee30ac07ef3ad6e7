package dev.nautilus.bus.lettuce;

import io.lettuce.core.output.CommandOutput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes the answer to a read of streams under RESP3 as it is parsed: numbers and frames, no maps
/// and no texts. A map of streams holds lists of entries, an entry an id and its fields.
final class ReadOutput extends CommandOutput<String, byte[], Entries> {
  private static final int STREAMS = 0;
  private static final int ENTRIES = 1;
  private static final int ENTRY = 2;
  private static final int FIELDS = 3;

  /// What is still to come on each level.
  private final int[] left = new int[4];

  private int level = -1;
  private int place;
  private @Nullable StreamId id;
  private boolean added;
  private @Nullable ByteArrayOutputStream foreign;

  /// The fields of an entry of main Redis.
  private @Nullable FieldList list;

  private boolean begun;
  private boolean named;
  private boolean isFrame;

  /// @param into where to put it, reset for what was asked
  ReadOutput(Entries into) {
    super(RedisLink.CODEC, into);
  }

  @Override
  public void multi(int count) {
    if (count < 0) {
      set((ByteBuffer) null);
      return;
    }
    level++;
    if (level > FIELDS) {
      throw new IllegalStateException("an answer to a read has four levels, this one has more");
    }
    left[level] = count;
    if (level == ENTRIES) {
      output.ofOneStream(count);
    } else if (level == ENTRY) {
      id = null;
      added = false;
      foreign = null;
      begun = false;
      named = false;
    }
    if (count == 0) {
      ended();
    }
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    switch (level) {
      case STREAMS -> {
        if (bytes != null) {
          place = placeOf(bytes);
        }
      }
      case ENTRY -> {
        if (bytes != null && id == null) {
          id = StreamId.parse(bytes);
        }
      }
      case FIELDS -> field(bytes);
      default -> {
        return; // nothing came in time
      }
    }
    took();
  }

  private void field(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      throw new IllegalStateException("a field of a stream entry cannot be nil");
    }
    if (output.asked()[place].isOfMain()) {
      listed(bytes);
    } else if (named && isFrame) {
      add(bytes);
    } else if (named) {
      foreign(bytes, '\n');
    } else {
      isFrame = bytes.remaining() == 1 && bytes.get(bytes.position()) == 'f';
      if (!isFrame) {
        foreign(bytes, '=');
      }
    }
    named = !named;
  }

  private void listed(ByteBuffer bytes) {
    FieldList fields = list;
    if (fields == null) {
      fields = new FieldList();
      list = fields;
    } else if (!begun) {
      fields.clear();
    }
    begun = true;
    fields.add(bytes);
  }

  private void foreign(ByteBuffer bytes, char end) {
    ByteArrayOutputStream text = foreign;
    if (text == null) {
      text = new ByteArrayOutputStream();
      foreign = text;
    }
    text.writeBytes(copy(bytes));
    text.write(end);
  }

  /// One thing on this level is complete, and with it perhaps what it belongs to.
  private void took() {
    if (--left[level] == 0) {
      ended();
    }
  }

  private void ended() {
    int over = level--;
    if (over == ENTRY) {
      entry();
    }
    if (over > STREAMS) {
      took();
    }
  }

  private void entry() {
    ByteArrayOutputStream text = foreign;
    FieldList fields = list;
    if (!added && begun && fields != null) {
      add(fields.content());
    } else if (!added) {
      add(text == null ? null : ByteBuffer.wrap(text.toByteArray()));
    }
  }

  private void add(@Nullable ByteBuffer content) {
    StreamId of = id;
    if (of == null) {
      throw new IllegalStateException("a stream entry must have an id");
    }
    added = true;
    output.add(place, of, content);
  }

  private int placeOf(ByteBuffer name) {
    GroupStream[] asked = output.asked();
    for (int i = 0; i < asked.length; i++) {
      if (name.equals(ByteBuffer.wrap(asked[i].key()))) {
        return i;
      }
    }
    throw new IllegalStateException(
        "asked for %s, got %s"
            .formatted(Arrays.toString(asked), StandardCharsets.UTF_8.decode(name.duplicate())));
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return copy;
  }
}
