package dev.migrator.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What retrievals take, as a file lists them.
///
/// @param region whose prices these are
/// @param asOf when they were looked up
/// @param usdPerGbMonth for a copy while it is kept
/// @param retrievals ascending by tier
public record PriceList(
    String region, LocalDate asOf, BigDecimal usdPerGbMonth, List<Retrieval> retrievals) {
  /// AWS's, of the region that most others are compared with.
  public static final PriceList AWS = ofResource("retrievals.txt");

  private static final BigDecimal DAYS_A_MONTH = BigDecimal.valueOf(30);

  public PriceList {
    retrievals = retrievals.stream().sorted(Comparator.comparing(Retrieval::tier)).toList();
  }

  private static PriceList ofResource(String name) {
    try (InputStream in = Objects.requireNonNull(PriceList.class.getResourceAsStream(name), name)) {
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /// @param text lines `region …`, `as-of …`, `copy …`, and of retrievals: archive, tier, soonest,
  ///   latest, price of a gigabyte and of a thousand requests; `#` begins a remark
  static PriceList parse(String text) {
    String region = "";
    LocalDate asOf = LocalDate.MIN;
    BigDecimal copy = BigDecimal.ZERO;
    List<Retrieval> retrievals = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      String[] words = line.strip().split(" +", -1);
      switch (words[0]) {
        case "region" -> region = words[1];
        case "as-of" -> asOf = LocalDate.parse(words[1]);
        case "copy" -> copy = new BigDecimal(words[1]);
        default -> retrievals.add(retrieval(words));
      }
    }
    return new PriceList(region, asOf, copy, retrievals);
  }

  private static Retrieval retrieval(String[] words) {
    return new Retrieval(
        ArchiveClass.valueOf(words[0]),
        Tier.valueOf(words[1]),
        Duration.parse(words[2]),
        Duration.parse(words[3]),
        new BigDecimal(words[4]),
        new BigDecimal(words[5]));
  }

  /// The ways out of an archive, the cheapest first.
  public List<Retrieval> from(ArchiveClass archive) {
    return retrievals.stream().filter(retrieval -> retrieval.from() == archive).toList();
  }

  /// For one object that is brought back and kept for some days.
  BigDecimal costUsd(Retrieval retrieval, long sizeBytes, int days) {
    BigDecimal cost = retrieval.costUsd(sizeBytes);
    return retrieval.from().givesCopies()
        ? cost.add(
            usdPerGbMonth
                .multiply(Retrieval.gigabytes(sizeBytes))
                .multiply(BigDecimal.valueOf(days))
                .divide(DAYS_A_MONTH, MathContext.DECIMAL64))
        : cost;
  }
}
