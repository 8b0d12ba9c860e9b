package dev.migrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The dependency table of `docs/architecture.md`, executable.
@AnalyzeClasses(packages = "dev.migrator", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.migrator..")
          .layer("front")
          .definedBy("dev.migrator")
          .layer("discover")
          .definedBy("dev.migrator.discover..")
          .layer("snapshot")
          .definedBy("dev.migrator.snapshot..")
          .layer("verify")
          .definedBy("dev.migrator.verify..")
          .layer("restore")
          .definedBy("dev.migrator.restore..")
          .layer("doctor")
          .definedBy("dev.migrator.doctor..")
          .layer("check")
          .definedBy("dev.migrator.check..")
          .layer("estate")
          .definedBy("dev.migrator.estate..")
          .layer("simulate")
          .definedBy("dev.migrator.simulate..")
          .layer("plan")
          .definedBy("dev.migrator.plan..")
          .layer("bundle")
          .definedBy("dev.migrator.bundle..")
          .layer("resilient")
          .definedBy("dev.migrator.store.resilient..")
          .layer("s3")
          .definedBy("dev.migrator.store.s3..")
          .layer("account")
          .definedBy("dev.migrator.store.account..")
          .layer("files")
          .definedBy("dev.migrator.store.files..")
          .layer("store")
          .definedBy("dev.migrator.store")
          .layer("postgres")
          .definedBy("dev.migrator.database.postgres..")
          .layer("mysql")
          .definedBy("dev.migrator.database.mysql..")
          .layer("redis")
          .definedBy("dev.migrator.database.redis..")
          .layer("dynamodb")
          .definedBy("dev.migrator.database.dynamodb..")
          .layer("database")
          .definedBy("dev.migrator.database")
          .layer("aws")
          .definedBy("dev.migrator.aws..")
          .layer("engine")
          .definedBy("dev.migrator.engine..")
          .layer("archive")
          .definedBy("dev.migrator.archive..")
          .layer("error")
          .definedBy("dev.migrator.error..")
          .layer("model")
          .definedBy("dev.migrator.model..")
          .whereLayer("front")
          .mayOnlyAccessLayers(
              "discover",
              "snapshot",
              "verify",
              "restore",
              "doctor",
              "check",
              "estate",
              "simulate",
              "plan",
              "bundle",
              "resilient",
              "s3",
              "account",
              "files",
              "store",
              "postgres",
              "mysql",
              "redis",
              "dynamodb",
              "database",
              "engine",
              "error",
              "model")
          .whereLayer("discover")
          .mayOnlyAccessLayers("estate", "account", "store", "database", "engine", "error", "model")
          .whereLayer("snapshot")
          .mayOnlyAccessLayers(
              "estate",
              "plan",
              "bundle",
              "resilient",
              "store",
              "database",
              "archive",
              "engine",
              "error",
              "model")
          .whereLayer("verify")
          .mayOnlyAccessLayers("bundle", "database", "engine", "error", "model")
          .whereLayer("restore")
          .mayOnlyAccessLayers(
              "estate", "bundle", "resilient", "store", "database", "engine", "error", "model")
          .whereLayer("doctor")
          .mayOnlyAccessLayers(
              "estate", "bundle", "store", "database", "check", "engine", "error", "model")
          .whereLayer("check")
          .mayOnlyAccessLayers("error", "model")
          .whereLayer("estate")
          .mayOnlyAccessLayers("simulate", "plan", "store", "database", "archive", "error", "model")
          .whereLayer("simulate")
          .mayOnlyAccessLayers("plan")
          .whereLayer("plan")
          .mayNotAccessAnyLayer()
          .whereLayer("bundle")
          .mayOnlyAccessLayers("store", "database", "error", "model")
          .whereLayer("postgres")
          .mayOnlyAccessLayers("database", "check", "error", "model")
          .whereLayer("mysql")
          .mayOnlyAccessLayers("database", "check", "error", "model")
          .whereLayer("redis")
          .mayOnlyAccessLayers("database", "check", "error", "model")
          .whereLayer("dynamodb")
          .mayOnlyAccessLayers("store", "database", "aws", "check", "error", "model")
          .whereLayer("database")
          .mayOnlyAccessLayers("store", "error", "model")
          .whereLayer("resilient")
          .mayOnlyAccessLayers("store", "database", "archive", "engine", "error", "model")
          .whereLayer("s3")
          .mayOnlyAccessLayers("store", "aws", "archive", "check", "error", "model")
          .whereLayer("account")
          .mayOnlyAccessLayers("store", "aws", "check", "error", "model")
          .whereLayer("files")
          .mayOnlyAccessLayers("store", "check", "error", "model")
          .whereLayer("store")
          .mayOnlyAccessLayers("archive", "error", "model")
          .whereLayer("archive")
          .mayOnlyAccessLayers("model")
          .whereLayer("engine")
          .mayOnlyAccessLayers("error", "model")
          .whereLayer("aws")
          .mayOnlyAccessLayers("check", "error", "model")
          .whereLayer("error")
          .mayNotAccessAnyLayer()
          .whereLayer("model")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.migrator.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_SDK_STAYS_IN_ITS_ADAPTERS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.migrator.aws..",
              "dev.migrator.store.s3..",
              "dev.migrator.store.account..",
              "dev.migrator.database.dynamodb..",
              "dev.migrator.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule DRIVERS_STAY_IN_THEIR_ADAPTERS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.migrator.database.postgres..", "dev.migrator.database.mysql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.postgresql..", "org.mariadb..", "java.sql..");

  @ArchTest
  static final ArchRule A_PLAN_IS_ARITHMETIC =
      noClasses()
          .that()
          .resideInAPackage("dev.migrator.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.random..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(RandomGenerator.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule A_SIMULATION_HAS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage("dev.migrator.simulate..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest static final ArchRule NOBODY_PRINTS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static void sawTheWholeLibrary(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(50);
  }
}
