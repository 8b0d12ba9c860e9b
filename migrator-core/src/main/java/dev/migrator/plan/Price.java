package dev.migrator.plan;

/// What the host that is left asks for, in its currency.
public record Price(double perObject, double perByte) {
  public static final Price NONE = new Price(0, 0);

  public double of(Work work) {
    return work.objects() * perObject + work.bytes() * perByte;
  }
}
