/// Amazon S3 and hosts that speak its protocol. The only place that imports the AWS SDK.
@NullMarked
package dev.migrator.store.s3;

import org.jspecify.annotations.NullMarked;
