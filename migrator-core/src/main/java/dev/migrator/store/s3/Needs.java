package dev.migrator.store.s3;

import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which features an entry needs of the host that is to hold all of it.
final class Needs {
  /// Classes that a host may know and that can be read at once.
  static final List<String> STORAGE_CLASSES =
      List.of(
          "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "REDUCED_REDUNDANCY");

  private static final Set<String> ARCHIVE_CLASSES = Set.of("GLACIER", "DEEP_ARCHIVE");

  private final Set<Feature> features = new LinkedHashSet<>();

  private Needs() {}

  static Set<Feature> of(Entry entry) {
    Needs needs = new Needs();
    needs.addKey(entry.key().text(), entry.listed().sizeBytes());
    if (entry.listed().kind() == Kind.DELETE_MARKER || !entry.listed().latest()) {
      needs.features.add(Feature.VERSIONS);
    }
    if (entry.attributes() instanceof ObjectAttributes attributes
        && entry.listed().kind() == Kind.OBJECT) {
      needs.addObject(attributes, entry.content());
    }
    return needs.features;
  }

  private void addKey(String key, long sizeBytes) {
    for (KeyOddity oddity : KeyOddity.values()) {
      if (oddity.isIn(key)) {
        boolean folder = oddity == KeyOddity.TRAILING_SLASH && sizeBytes == 0;
        features.add(folder ? Feature.FOLDER : Feature.ofKey(oddity));
      }
    }
  }

  private void addObject(ObjectAttributes attributes, @Nullable Content content) {
    attributes.headers().forEach(this::addHeader);
    attributes
        .userMetadata()
        .forEach(one ->
            features.add(
                MetadataText.isAscii(one.raw()) ? Feature.USER_METADATA : Feature.TEXT_METADATA));
    attributes.tags().forEach(tag -> features.add(ofTag(tag)));
    addIf(AclXml.isWorthWriting(attributes.acl()), Feature.ACL);
    addIf(attributes.websiteRedirect() != null, Feature.REDIRECT);
    addStorageClass(attributes.storageClass());
    addEncryption(attributes);
    addLock(attributes.lock());
    addChecksums(attributes);
    if (content != null) {
      addEtag(attributes.parts(), content.proof());
    }
  }

  private void addHeader(String name, String value) {
    features.add(Feature.ofHeader(name, value));
  }

  static Feature ofTag(Tag tag) {
    return MetadataText.isAscii(tag.key() + tag.value()) ? Feature.TAGS : Feature.TEXT_TAGS;
  }

  private void addStorageClass(@Nullable String storageClass) {
    if (storageClass != null && !storageClass.equals("STANDARD")) {
      features.add(ofStorageClass(storageClass));
    }
  }

  static Feature ofStorageClass(String storageClass) {
    if (ARCHIVE_CLASSES.contains(storageClass)) {
      return Feature.ARCHIVE_CLASS;
    }
    return STORAGE_CLASSES.contains(storageClass)
        ? Feature.ofStorageClass(storageClass)
        : Feature.OTHER_CLASS;
  }

  private void addEncryption(ObjectAttributes attributes) {
    if (attributes.encryption() != null) {
      features.add(attributes.encryption().type().equals("AES256") ? Feature.SSE_S3 : Feature.KMS);
    }
  }

  private void addLock(@Nullable Lock lock) {
    if (lock != null) {
      addIf(lock.mode() != null, Feature.RETENTION);
      addIf("ON".equals(lock.legalHold()), Feature.LEGAL_HOLD);
    }
  }

  private void addChecksums(ObjectAttributes attributes) {
    boolean parted = !attributes.parts().isEmpty();
    attributes
        .checksums()
        .forEach((algorithm, value) -> {
          features.add(Feature.ofChecksum(algorithm));
          addIf(parted && isComposite(attributes, value), Feature.CHECKSUM_OF_PARTS);
          addIf(parted && !isComposite(attributes, value), Feature.WHOLE_CHECKSUM_OF_PARTS);
        });
  }

  static boolean isComposite(ObjectAttributes attributes, String value) {
    return attributes.checksumType() == null
        ? value.contains("-")
        : attributes.checksumType().equals("COMPOSITE");
  }

  /// An ETag that was no MD5 at the source cannot be wanted back.
  private void addEtag(List<Part> parts, SourceProof proof) {
    addIf(proof == SourceProof.ETAG_MD5, Feature.ETAG);
    addIf(proof == SourceProof.ETAG_MULTIPART, Feature.ETAG_OF_PARTS);
    addIf(!PartPlan.isEven(parts), Feature.UNEVEN_PARTS);
    addIf(PartPlan.isSmall(parts), Feature.SMALL_PARTS);
  }

  private void addIf(boolean needed, Feature feature) {
    if (needed) {
      features.add(feature);
    }
  }
}
