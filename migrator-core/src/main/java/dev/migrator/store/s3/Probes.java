package dev.migrator.store.s3;

import dev.migrator.model.AttributeName;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.store.s3.Probe.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a host is tried with: each feature by an object of its own, for a host that refuses one
/// thing refuses the whole object.
final class Probes {
  private static final int PART_BYTES = 5 << 20;
  private static final int SMALL_PART_BYTES = 1 << 10;

  /// Of the objects: empty, plain, in parts.
  private static final Set<Long> SIZES_BYTES =
      Set.of(0L, 16L, SMALL_PART_BYTES + 1L, PART_BYTES + 1L, 2L * PART_BYTES + 2L);

  private static final String TEXT = "Gr\u00FC\u00DFe \u4E2D";
  private static final Grant PUBLIC =
      new Grant("Group", "http://acs.amazonaws.com/groups/global/AllUsers", "READ");

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "application/x-migrator",
          "cache-control", "max-age=60, private",
          "content-disposition", "attachment; filename=\"a b.txt\"",
          "content-encoding", "x-migrator",
          "content-language", "de, en",
          "expires", "Thu, 01 Jan 2037 00:00:00 GMT");

  private final String name;
  private final List<Probe> probes = new ArrayList<>();

  private Probes(String name) {
    this.name = name;
  }

  /// @param name that all keys begin with, but for those that begin with a slash
  /// @param locks whether the bucket has object lock
  static List<Probe> of(String name, boolean locks) {
    Probes all = new Probes(name);
    all.addHeaders();
    all.addMetadata();
    all.addAttributes();
    all.addStorageClasses();
    all.addChecksums();
    all.addParts();
    all.addKeys();
    all.addFolder();
    if (locks) {
      all.addLegalHold();
    }
    return all.probes;
  }

  /// A key below that of the plainest object. Hosts on file systems refuse it, or hide one of both.
  static Probe below(String name) {
    return Probe.of(Feature.FOLDER_AND_OBJECT, new CanaryEntry(name + "/below"), (_, _) -> true);
  }

  static boolean isSizeOfOne(long sizeBytes) {
    return SIZES_BYTES.contains(sizeBytes);
  }

  private CanaryEntry canary() {
    return new CanaryEntry(name + "-" + probes.size());
  }

  private void add(Feature feature, CanaryEntry canary, Check check) {
    probes.add(Probe.of(feature, canary, check));
  }

  private void addHeaders() {
    HEADERS.forEach(this::addHeader);
    addHeader("content-type", "application/x-migrator; charset=utf-8; v=\"1 2\"");
    addHeader("expires", "never");
  }

  private void addHeader(String header, String value) {
    add(
        Feature.ofHeader(header, value),
        canary().header(header, value),
        (_, read) -> value.equals(read.headers().get(header)));
  }

  private void addMetadata() {
    addMetadata(Feature.USER_METADATA, "plain  text");
    addMetadata(Feature.TEXT_METADATA, TEXT);
  }

  private void addMetadata(Feature feature, String text) {
    add(
        feature,
        canary().userMetadata("canary", text),
        (_, read) -> read.userMetadata().stream().anyMatch(one -> one.text().equals(text)));
  }

  private void addAttributes() {
    addTags();
    add(
        Feature.ACL,
        canary().acl(new Acl(null, List.of(PUBLIC))),
        (_, read) -> read.acl() != null && read.acl().grants().contains(PUBLIC));
    add(
        Feature.REDIRECT,
        canary().websiteRedirect("/elsewhere"),
        (_, read) -> "/elsewhere".equals(read.websiteRedirect()));
    add(
        Feature.SSE_S3,
        canary().encryption("AES256"),
        (_, read) -> read.encryption() != null && read.encryption().type().equals("AES256"));
    CanaryEntry plain = canary();
    add(Feature.ETAG, plain, (there, _) -> plain.etag().equals(there.etag()));
  }

  private void addTags() {
    Tag plain = new Tag("a key", "a=b+c/d:e");
    Tag text = new Tag("b key", TEXT);
    addTags(Feature.TAG_HEADER, TargetProfile.HOLDS_ALL, List.of(plain, text));
    TargetProfile byCall = TargetProfile.HOLDS_ALL.withTagsByCall();
    addTags(Feature.TAGS, byCall, List.of(plain));
    addTags(Feature.TEXT_TAGS, byCall, List.of(text));
  }

  private void addTags(Feature feature, TargetProfile profile, List<Tag> tags) {
    CanaryEntry canary = canary();
    tags.forEach(tag -> canary.tag(tag.key(), tag.value()));
    Check check = (_, read) -> Set.copyOf(read.tags()).equals(Set.copyOf(tags));
    probes.add(Probe.of(Map.of(feature, check), canary, profile));
  }

  private void addStorageClasses() {
    for (String storageClass : Needs.STORAGE_CLASSES) {
      add(
          Feature.ofStorageClass(storageClass),
          canary().storageClass(storageClass),
          (_, read) -> storageClass.equals(read.storageClass()));
    }
  }

  private void addChecksums() {
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm != Algorithm.MD5) {
        CanaryEntry canary = canary().checksum(algorithm);
        add(Feature.ofChecksum(algorithm.name()), canary, keepsChecksums(canary));
      }
    }
  }

  private static Check keepsChecksums(CanaryEntry canary) {
    return (_, read) -> read.checksums().entrySet().containsAll(canary.checksums().entrySet());
  }

  private void addParts() {
    CanaryEntry even = canary().parts(PART_BYTES, 1);
    Probe evenAlone = Probe.of(Feature.ETAG_OF_PARTS, even, hasEtagOf(even));
    CanaryEntry composite = canary().parts(PART_BYTES, 1).checksumOfParts(Algorithm.CRC32C);
    Map<Feature, Check> ofComposite =
        Map.of(
            Feature.ETAG_OF_PARTS,
            hasEtagOf(composite),
            Feature.CHECKSUM_OF_PARTS,
            keepsChecksums(composite));
    probes.add(Probe.of(ofComposite, composite, TargetProfile.HOLDS_ALL).otherwise(evenAlone));
    CanaryEntry uneven = canary().parts(PART_BYTES + 1, PART_BYTES, 1);
    add(Feature.SMALL_PARTS, canary().parts(SMALL_PART_BYTES, 1), (_, _) -> true);
    Probe unevenAlone = Probe.of(Feature.UNEVEN_PARTS, uneven, (_, _) -> true);
    CanaryEntry whole = canary().parts(PART_BYTES + 1, PART_BYTES, 1).checksum(Algorithm.CRC32);
    Map<Feature, Check> ofWhole =
        Map.of(
            Feature.UNEVEN_PARTS,
            (_, _) -> true,
            Feature.WHOLE_CHECKSUM_OF_PARTS,
            keepsChecksums(whole));
    probes.add(Probe.of(ofWhole, whole, TargetProfile.HOLDS_ALL).otherwise(unevenAlone));
  }

  private static Check hasEtagOf(CanaryEntry canary) {
    return (there, _) -> canary.etag().equals(there.etag());
  }

  private void addKeys() {
    for (KeyOddity oddity : KeyOddity.values()) {
      String key = oddity.example(name + "-" + probes.size());
      add(Feature.ofKey(oddity), new CanaryEntry(key), (_, _) -> true);
    }
  }

  private void addFolder() {
    CanaryEntry folder = new CanaryEntry(name + "-" + probes.size() + "/").empty();
    add(Feature.FOLDER, folder, (_, _) -> true);
  }

  private void addLegalHold() {
    add(
        Feature.LEGAL_HOLD,
        canary().lock(new Lock(null, null, "ON")),
        (_, read) -> read.lock() != null && Objects.equals(read.lock().legalHold(), "ON"));
  }

  /// Starts the reason of a loss.
  static String subject(Feature feature) {
    return switch (feature.what()) {
      case "key" -> "a key " + keyWords(feature) + ": ";
      case AttributeName.STORAGE_CLASS -> feature.detail() + ": ";
      case AttributeName.ETAG -> partsWords(feature);
      default -> "";
    };
  }

  private static String partsWords(Feature feature) {
    if (feature.equals(Feature.SMALL_PARTS)) {
      return "of an upload in parts below 5 MiB, now in others: ";
    }
    return feature.equals(Feature.UNEVEN_PARTS)
        ? "of an upload in parts of unlike sizes, now in others: "
        : "";
  }

  private static String keyWords(Feature feature) {
    if (feature.equals(Feature.FOLDER_AND_OBJECT)) {
      return "that is another key's folder too";
    }
    return feature.equals(Feature.FOLDER)
        ? "of an empty object that stands for a folder"
        : "with " + KeyOddity.valueOf(feature.detail()).words();
  }
}
