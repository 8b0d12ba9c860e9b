package dev.migrator.estate;

import java.util.regex.Pattern;

/// Rules for what names a bucket. Other hosts are laxer than AWS, so this only refuses what no host
/// takes.
final class S3Parts {
  static final String BUCKET_FORM = "Allowed: 1 to 255 of letters, digits, . _ and -, or an ARN";

  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9._-]{1,255}|arn:[A-Za-z0-9._:/-]{1,2000}");

  private S3Parts() {}

  static boolean isBucket(String name) {
    return BUCKET.matcher(name).matches();
  }
}
