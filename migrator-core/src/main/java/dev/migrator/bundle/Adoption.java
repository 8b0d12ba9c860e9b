package dev.migrator.bundle;

import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks through the work in flight that a run left when it died: keeps volumes and pieces that are
/// whole, deletes the rest.
final class Adoption {
  private final BundleStore store;
  private final String estate;
  private final Adopted adopted;
  private final Resumable resumable = new Resumable();
  private final List<Long> folders = new ArrayList<>();
  private final List<Long> files = new ArrayList<>();
  private @Nullable String bundle;
  private long nextOrdinal = 1;
  private long nextFile = 1;

  /// @param head null where nothing was committed
  private Adoption(BundleStore store, String estate, @Nullable Commit head) {
    this.store = store;
    this.estate = estate;
    this.adopted = new Adopted(store);
    if (head != null) {
      bundle = head.bundle();
      nextOrdinal = head.nextOrdinal();
      nextFile = head.nextFile();
      head.adopted().forEach(adopted::add);
    }
  }

  /// @param inFlight paths of the work in flight, the lock aside
  static Adoption of(
      BundleStore store, String estate, @Nullable Commit head, List<String> inFlight) {
    Adoption adoption = new Adoption(store, estate, head);
    SortedSet<String> folders = new TreeSet<>();
    for (String path : inFlight) {
      switch (Names.parse(path)) {
        case Name.Volume volume -> adoption.volume(path, volume.number());
        case Name.Piece _ -> folders.add(path.substring(0, path.lastIndexOf('/')));
        case Name.Meta meta -> adoption.drop(path, meta.number());
        case Name.CutFile cut -> adoption.drop(path, cut.number()); // what it stood for is gone
        case Name.Unfinished(), Name.Aside(), Name.Text() -> store.delete(path);
        case Name.CommitFile _, Name.TagFile(), Name.Foreign() ->
            throw new IllegalArgumentException("not work in flight: " + path);
      }
    }
    folders.forEach(folder -> adoption.folder(folder, inFlight));
    return adoption;
  }

  private void drop(String path, long number) {
    nextFile = Math.max(nextFile, number + 1);
    store.delete(path);
  }

  private void volume(String path, long number) {
    SealedVolume volume = readVolume(path);
    if (volume == null || !isOurs(volume, number)) {
      drop(path, number);
      return;
    }
    nextFile = Math.max(nextFile, number + 1);
    nextOrdinal = Math.max(nextOrdinal, volume.nextOrdinal());
    files.add(number);
    adopted.add(path, volume.stamp());
  }

  private @Nullable SealedVolume readVolume(String path) {
    try {
      return SealedVolume.read(store, path);
    } catch (BundleDamagedException e) {
      return null; // not sealed whole: its objects are read from the source again
    }
  }

  private boolean isOurs(SealedVolume volume, long number) {
    if (bundle == null) {
      refuseOtherEstate(volume);
      bundle = volume.first().bundle();
    }
    return volume.first().bundle().equals(bundle)
        && volume.first().estate().equals(estate)
        && volume.path().equals(Names.volume(volume.first().source(), number))
        && volume.first().number() == number;
  }

  private void refuseOtherEstate(SealedVolume volume) {
    if (!volume.first().estate().equals(estate)) {
      throw new UsageException(
          "%s holds what a run for estate %s has begun"
              .formatted(store.label(), volume.first().estate()),
          "Choose another place for the bundle of estate " + estate + ".");
    }
  }

  private void folder(String folder, List<String> inFlight) {
    PieceFolder.Found found = PieceFolder.read(store, folder);
    boolean isOurs = found != null && isOurs(found.first());
    int kept = isOurs ? keep(Objects.requireNonNull(found)) : 0;
    for (String path : inFlight) {
      if (Names.parse(path) instanceof Name.Piece piece && path.startsWith(folder + "/")) {
        nextOrdinal = Math.max(nextOrdinal, piece.ordinal() + 1);
        if (piece.piece() > kept) {
          store.delete(path);
        }
      }
    }
  }

  private boolean isOurs(PieceHeader piece) {
    if (bundle == null) {
      bundle = piece.bundle();
    }
    return piece.bundle().equals(bundle);
  }

  private int keep(PieceFolder.Found found) {
    if (!resumable.putIfAbsent(found.first().object(), found.pieces())) {
      return 0;
    }
    folders.add(found.pieces().ordinal());
    return found.pieces().pieces().size();
  }

  /// The bundle's id, null where nothing tells.
  @Nullable String bundle() {
    return bundle;
  }

  Adopted adopted() {
    return adopted;
  }

  Resumable resumable() {
    return resumable;
  }

  /// Numbers that come after all that were ever seen, with those of what was kept in flight.
  Numbers numbers() {
    Numbers numbers = new Numbers(nextOrdinal, nextFile);
    numbers.adopt(files, folders);
    return numbers;
  }
}
