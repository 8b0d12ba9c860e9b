package dev.migrator.model;

/// How attributes are named in gaps, losses and differences. A single system header goes by its own
/// name, as `content-language`. Spellings never change.
public final class AttributeName {
  public static final String HEADERS = "headers";
  public static final String USER_METADATA = "user-metadata";
  public static final String TAGS = "tags";
  public static final String ACL = "acl";
  public static final String CHECKSUMS = "checksums";
  public static final String ETAG = "etag";
  public static final String STORAGE_CLASS = "storage-class";
  public static final String ENCRYPTION = "encryption";
  public static final String LOCK = "lock";
  public static final String WEBSITE_REDIRECT = "website-redirect";

  public static final String MODE = "mode";
  public static final String OWNER = "owner";
  public static final String MODIFIED = "modified";
  public static final String EXTENDED = "extended";
  public static final String LINK_TARGET = "link-target";
  public static final String HOLES = "holes";
  public static final String HARD_LINK = "hard-link";

  private AttributeName() {}
}
