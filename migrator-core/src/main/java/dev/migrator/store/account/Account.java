package dev.migrator.store.account;

import dev.migrator.aws.AwsClients;
import dev.migrator.aws.ClientFailures;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.account.NotRead.Why;
import dev.migrator.store.account.Question.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/// Reads what an account holds: every question in every region, some of them at one time. Whatever
/// a service refuses is part of the answer; only that the account itself refuses is a failure.
public final class Account implements AutoCloseable {
  private static final int QUESTIONS_AT_ONE_TIME = 32;
  private static final Region USUAL_REGION = Region.US_EAST_1;

  private final AccountAddress address;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http = Place.httpClient();
  private final ReadingWatcher watcher;

  public Account(AccountAddress address) {
    this(address, ReadingWatcher.NONE);
  }

  public Account(AccountAddress address, ReadingWatcher watcher) {
    this.address = address;
    this.watcher = watcher;
    this.credentials = AwsClients.credentials(address.credentials());
  }

  /// Reads all that there is.
  ///
  /// @throws StoreException with reason `ACCOUNT_GONE` if the credentials are refused as such,
  ///   `UNAVAILABLE` if the host does not answer at all
  public Inventory read() {
    String id = identity();
    List<NotRead> notRead = new ArrayList<>();
    return read(id, regions(notRead), notRead);
  }

  /// As [#read], but of one region alone.
  Inventory readFirstRegion() {
    return read(identity(), List.of(firstRegion().id()), new ArrayList<>());
  }

  private Inventory read(String id, List<String> regions, List<NotRead> notRead) {
    List<Resource> resources = new ArrayList<>();
    for (Answers answers : askAll(regions)) {
      answers.resources().forEach(resources::add);
      answers.notRead().forEach(notRead::add);
    }
    resources.sort(null);
    return new Inventory(id, regions, resources, notRead);
  }

  /// How much the buckets of an inventory hold.
  ///
  /// @param notRead gets what did not answer; the size is unknown then, or sampled
  /// @return by name
  public Map<String, BucketSize> bucketSizes(Inventory inventory, List<NotRead> notRead) {
    return BucketSizes.of(inventory.ofKind("s3/buckets").toList(), this, watcher, notRead);
  }

  /// The services that the account was billed for lately, as AWS spells them.
  ///
  /// @param notRead gets why there is no answer
  public SortedSet<String> billedServices(Inventory inventory, List<NotRead> notRead) {
    return Bill.services(global(inventory.regions().getFirst()), notRead);
  }

  /// Whose credentials these are; this needs no right, so a refusal is one of the credentials.
  private String identity() {
    try (StsClient client = place(firstRegion().id()).open(StsClient.builder())) {
      return client.getCallerIdentity().account();
    } catch (SdkServiceException e) {
      if (Refusals.isAboutCredentials(e) || e.statusCode() == 401 || e.statusCode() == 403) {
        throw gone(e);
      }
      return "";
    } catch (SdkException e) {
      throw ClientFailures.of("reach " + address.label(), e);
    }
  }

  private StoreException gone(SdkServiceException refused) {
    return new StoreException(
        Reason.ACCOUNT_GONE,
        ClientFailures.cannot(
            "read " + address.label(),
            "HTTP %d %s".formatted(refused.statusCode(), Refusals.code(refused))),
        "Check the credentials, this machine's clock, and whether the account is still open.",
        refused);
  }

  private List<String> regions(List<NotRead> notRead) {
    if (!address.regions().isEmpty()) {
      return address.regions();
    }
    Place first = place(firstRegion().id());
    try (Ec2Client client = first.open(Ec2Client.builder())) {
      List<String> enabled =
          client.describeRegions().regions().stream()
              .map(region -> region.regionName())
              .sorted()
              .toList();
      return enabled.isEmpty() ? List.of(first.name()) : enabled;
    } catch (SdkException e) {
      NotRead refused = Refusals.of("ec2/regions", "ec2", first, e);
      notRead.add(
          refused.because(
              refused.why(),
              "which regions are in use is not known, only %s was looked at: %s"
                  .formatted(first.name(), refused.reason())));
      return List.of(first.name());
    }
  }

  private Region firstRegion() {
    if (!address.regions().isEmpty()) {
      return Region.of(address.regions().getFirst());
    }
    try {
      return switch (address.credentials()) {
        case ProfileCredentials(String profile) ->
            DefaultAwsRegionProviderChain.builder().profileName(profile).build().getRegion();
        case DefaultCredentials _, StaticCredentials _ ->
            new DefaultAwsRegionProviderChain().getRegion();
      };
    } catch (SdkException _) {
      return USUAL_REGION;
    }
  }

  Place place(String region) {
    return new Place(address, Region.of(region), region, credentials, http);
  }

  private Place global(String oneOfItsRegions) {
    Region region =
        oneOfItsRegions.startsWith("cn-")
            ? Region.AWS_CN_GLOBAL
            : oneOfItsRegions.startsWith("us-gov-") ? Region.AWS_US_GOV_GLOBAL : Region.AWS_GLOBAL;
    return new Place(address, region, "", credentials, http);
  }

  private List<Answers> askAll(List<String> regions) {
    List<Asked> all = Questions.ALL.stream().flatMap(one -> asked(one, regions)).toList();
    watcher.toAsk(all.size());
    Semaphore atOnce = new Semaphore(QUESTIONS_AT_ONE_TIME);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answers>> asked =
          all.stream().map(one -> threads.submit(() -> ask(one, atOnce))).toList();
      List<Answers> answers = new ArrayList<>();
      for (Future<Answers> one : asked) {
        answers.add(one.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  /// One question of one place.
  private record Asked(Question question, Place place) {}

  private Stream<Asked> asked(Question question, List<String> regions) {
    Stream<Place> places =
        question.scope() == Scope.GLOBAL
            ? Stream.of(global(regions.getFirst()))
            : regions.stream().map(this::place);
    return places.map(place -> new Asked(question, place));
  }

  private Answers ask(Asked asked, Semaphore atOnce) throws InterruptedException {
    atOnce.acquire();
    Answers answers = new Answers(asked.question, asked.place);
    try {
      asked.question.asking().ask(asked.place, answers);
    } catch (SdkException e) {
      answers.note(refused(asked.question, asked.place, e));
    } finally {
      atOnce.release();
      watcher.answered();
    }
    return answers;
  }

  /// Credentials that hold elsewhere are refused by a region that is switched off.
  private NotRead refused(Question question, Place place, SdkException failure) {
    NotRead refused = Refusals.of(question.name(), question.endpointPrefix(), place, failure);
    if (Refusals.isAboutCredentials(failure)) {
      String _ = identity();
      return refused.because(
          Why.FORBIDDEN, "the region may be switched off for the account: " + refused.reason());
    }
    return refused.why() == Why.FORBIDDEN
        ? refused.because(
            Why.FORBIDDEN,
            "%s; it takes %s".formatted(refused.reason(), String.join(", ", question.actions())))
        : refused;
  }

  private InterruptedRunException stopped(@Nullable Throwable cause) {
    Thread.currentThread().interrupt();
    return new InterruptedRunException(
        "stopped while it read " + address.label(), "Run the same command again.", cause);
  }

  @Override
  public void close() {
    http.close();
  }
}
