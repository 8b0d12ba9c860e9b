package dev.migrator.model;

/// The bytes of an object in a bundle.
///
/// @param sizeBytes as read, equal to what the host promised
/// @param sha256 of the object's bytes
/// @param proof what the bytes were checked against besides their length
/// @param place where they lie
public record Content(long sizeBytes, Sha256 sha256, SourceProof proof, Place place) {

  /// The host's own statement that the bytes read were checked against.
  public enum SourceProof {
    /// The host gave nothing that could be checked.
    NONE,
    ETAG_MD5,
    ETAG_MULTIPART,
    CHECKSUM,
    /// Of a file: size, times and inode were equal before and after it was read.
    STAT
  }

  public sealed interface Place permits Member, Pieces {}

  /// In a volume.
  ///
  /// @param volume path of the volume in the bundle
  /// @param member name of the tar member
  /// @param frameOffset where in the stored volume a zstd frame begins from which the bytes can be
  ///   read
  /// @param skipBytes uncompressed bytes from that frame's start to the object's first byte
  public record Member(String volume, String member, long frameOffset, long skipBytes)
      implements Place {}

  /// An object above the volume size: files `p00001.zst` … in a folder of its own, each but the
  /// last holding `pieceBytes` of the object.
  public record Pieces(String folder, int count, long pieceBytes) implements Place {}
}
