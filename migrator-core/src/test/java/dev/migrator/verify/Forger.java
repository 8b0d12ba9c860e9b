package dev.migrator.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.CommitGaps;
import dev.migrator.bundle.Commits;
import dev.migrator.bundle.Frames;
import dev.migrator.bundle.Names;
import dev.migrator.bundle.TagFiles;
import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.bundle.volume.FrameReader;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.bundle.volume.FramedWriter;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Alters a bundle as chance or an attacker would. What is altered stays so for the checksums,
/// unless [#restamp()] makes commit and tag files fit it.
final class Forger {
  private static final int BLOCK = 512;

  private final Path folder;
  private final DirectoryStore store;

  Forger(Path folder) {
    this.folder = folder;
    this.store = new DirectoryStore(folder);
  }

  Commit head() {
    return Commits.read(store, Commits.numbers(store.list()).getLast());
  }

  /// The first file of the head whose path holds `part`.
  String path(String part) {
    return head().files().keySet().stream()
        .filter(path -> path.contains(part))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no file like " + part));
  }

  /// All of them.
  List<String> paths(String part) {
    return head().files().keySet().stream().filter(path -> path.contains(part)).toList();
  }

  byte[] read(String path) {
    try {
      return Files.readAllBytes(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String path, byte[] bytes) {
    try {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.write(folder.resolve(path), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String path, String text) {
    write(path, text.getBytes(UTF_8));
  }

  void delete(String path) {
    try {
      Files.delete(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void swap(String one, String other) {
    byte[] kept = read(one);
    write(one, read(other));
    write(other, kept);
  }

  void flip(String path, int at) {
    byte[] bytes = read(path);
    bytes[at] ^= 0x10;
    write(path, bytes);
  }

  void edit(String path, UnaryOperator<String> edit) {
    String before = new String(read(path), UTF_8);
    String after = edit.apply(before);
    if (after.equals(before)) {
      throw new IllegalArgumentException("nothing to edit in " + path);
    }
    write(path, after);
  }

  void editCommit(UnaryOperator<String> edit) {
    edit(Names.commit(head().number()), edit);
  }

  /// The content of each frame.
  List<byte[]> frames(String path) {
    List<byte[]> frames = new ArrayList<>();
    try (FrameReader reader = FramedFile.open(store, path).frames()) {
      for (byte[] frame = reader.readFrame(); frame.length > 0; frame = reader.readFrame()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /// Writes frames with a seek table that fits them.
  void writeFrames(String path, List<byte[]> frames) {
    try (FileWriter file = store.create(path);
        FramedWriter writer = new FramedWriter(file, 0)) {
      for (byte[] frame : frames) {
        writer.write(frame, 0, frame.length);
        writer.endFrame();
      }
      writer.finish();
    }
  }

  /// Edits the lines of an index, table or gap file.
  void editLines(String path, UnaryOperator<String> edit) {
    String before = text(path);
    editLinesIfNeeded(path, edit);
    if (text(path).equals(before)) {
      throw new IllegalArgumentException("nothing to edit in " + path);
    }
  }

  void editLinesIfNeeded(String path, UnaryOperator<String> edit) {
    writeFrames(path, List.of(edit.apply(text(path)).getBytes(UTF_8)));
  }

  private String text(String path) {
    StringBuilder text = new StringBuilder();
    frames(path).forEach(frame -> text.append(new String(frame, UTF_8)));
    return text.toString();
  }

  /// Writes the same content, its last frame of another kind: so all offsets stay.
  void reframe(String path, UnaryOperator<byte[]> compressor) {
    List<byte[]> frames = frames(path);
    try (FileWriter file = store.create(path);
        FramedWriter writer = new FramedWriter(file, 0)) {
      for (byte[] frame : frames.subList(0, frames.size() - 1)) {
        append(writer, Frames.compress(frame, frame.length), frame.length);
      }
      byte[] last = frames.getLast();
      append(writer, compressor.apply(last), last.length);
      writer.finish();
    }
  }

  /// The content in one raw block, behind a header that asks for 256 MiB.
  static byte[] frameOfWideWindow(byte[] content) {
    byte[] usual = Frames.compress(content, content.length);
    int checksumBytes = 4;
    int block = content.length << 3 | 1;
    byte[] head = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x04, (byte) (18 << 3)};
    return ByteBuffer.allocate(head.length + 3 + content.length + checksumBytes)
        .put(head)
        .put((byte) block)
        .put((byte) (block >> 8))
        .put((byte) (block >> 16))
        .put(content)
        .put(usual, usual.length - checksumBytes, checksumBytes)
        .array();
  }

  /// Adds a frame that holds a thousand times what the seek table says.
  void writeBomb(String path) {
    List<byte[]> frames = frames(path);
    byte[] bomb = Frames.compress(new byte[60 << 20], 60 << 20);
    try (FileWriter file = store.create(path);
        FramedWriter writer = new FramedWriter(file, 0)) {
      frames.forEach(frame -> append(writer, Frames.compress(frame, frame.length), frame.length));
      append(writer, bomb, 60 << 10);
      writer.finish();
    }
  }

  private static void append(FramedWriter writer, byte[] frame, int contentBytes) {
    writer.append(frame, frame.length, contentBytes);
  }

  /// Edits the header of a volume's member, and makes its checksum fit.
  void editHeader(String volume, String member, UnaryOperator<byte[]> edit) {
    List<byte[]> frames = new ArrayList<>(frames(volume));
    for (int i = 0; i < frames.size(); i++) {
      int at = indexOfHeader(frames.get(i), member);
      if (at >= 0) {
        byte[] header = java.util.Arrays.copyOfRange(frames.get(i), at, at + BLOCK);
        frames.set(i, replaced(frames.get(i), at, BLOCK, checked(edit.apply(header))));
        writeFrames(volume, frames);
        return;
      }
    }
    throw new IllegalArgumentException("no member %s in %s".formatted(member, volume));
  }

  private static int indexOfHeader(byte[] frame, String member) {
    for (int at = 0; at + BLOCK <= frame.length; at += BLOCK) {
      String block = new String(frame, at, BLOCK, ISO_8859_1);
      if (block.startsWith(member + "\0") && block.startsWith("ustar", 257)) {
        return at;
      }
    }
    return -1;
  }

  static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    byte[] after = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, after, 0, at);
    System.arraycopy(by, 0, after, at, by.length);
    System.arraycopy(bytes, at + length, after, at + by.length, bytes.length - at - length);
    return after;
  }

  /// Sets the checksum of the header that the bytes begin with.
  static byte[] checked(byte[] header) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    byte[] octal = "%06o\0 ".formatted(sum).getBytes(ISO_8859_1);
    System.arraycopy(octal, 0, header, 148, octal.length);
    return header;
  }

  static byte[] named(byte[] header, String name) {
    java.util.Arrays.fill(header, 0, 100, (byte) 0);
    byte[] bytes = name.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, 0, bytes.length);
    return header;
  }

  static byte[] typed(byte[] header, char type, String linkTarget) {
    header[156] = (byte) type;
    byte[] bytes = linkTarget.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, 157, bytes.length);
    return header;
  }

  static byte[] moded(byte[] header, String octal) {
    System.arraycopy(octal.getBytes(ISO_8859_1), 0, header, 100, octal.length());
    return header;
  }

  static byte[] sized(byte[] header, long sizeBytes) {
    byte[] octal = "%011o".formatted(sizeBytes).getBytes(ISO_8859_1);
    System.arraycopy(octal, 0, header, 124, octal.length);
    return header;
  }

  /// Makes the head name the files as they are now, and derives the tag files from it.
  void restamp() {
    restampFiles();
    retag();
  }

  /// Makes the head name the files as they are now; leaves the tag files alone.
  void restampFiles() {
    head().files().keySet().forEach(this::stamp);
  }

  /// Makes the head name one file as it is now.
  void stamp(String file) {
    byte[] bytes = read(file);
    String stamp = "$1" + bytes.length + "$2" + Sha256.of(bytes);
    String commit = Names.commit(head().number());
    String before = new String(read(commit), UTF_8);
    write(
        commit,
        before.replaceFirst(
            "(\"path\":\"" + file + "\",\"size\":)\\d+(,\"sha256\":\")[0-9a-f]+", stamp));
  }

  /// Derives the tag files from the head as it is now.
  void retag() {
    Commit head = head();
    TagFiles.of(head, Commits.bytes(store, head.number()), gaps(head)).forEach(this::write);
  }

  /// What is there, where it does not follow from anything.
  private Commit.Stamp gaps(Commit head) {
    try {
      return CommitGaps.stamp(store, head);
    } catch (BundleDamagedException e) {
      byte[] there = read(TagFiles.GAPS);
      return new Commit.Stamp(there.length, Sha256.of(there));
    }
  }
}
