package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A table: what it is and what is in it. Whoever calls has made sure that what is set may be.
final class Table {
  private static final long DELETION_NANOS = Duration.ofSeconds(5).toNanos();
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final String name;
  private final String arn;
  private final String id = UUID.randomUUID().toString();
  private final Instant created = Instant.now();
  private final KeySchema key;
  private final Duration burst;
  private final Items items = new Items();
  private final Throughput throughput;
  private final Sidecar sidecar = new Sidecar();
  private final List<Index> locals = new ArrayList<>();
  private final List<Index> globals = new ArrayList<>();
  private Map<String, String> types;
  private Status status = Status.CREATING;
  private long statusSince = System.nanoTime();
  private @Nullable Instant onDemandSince;
  private @Nullable String streamViewType;
  private @Nullable String streamLabel;
  private @Nullable String encryptionKey;
  private @Nullable String tableClass;
  private boolean deletionProtected;
  private boolean hasBeenOnDemand;
  private ObjectNode onDemandLimits = Json.object();

  /// @param request of CreateTable, checked
  Table(Fields request, String arn, Duration burst) {
    this.name = request.needed("TableName");
    this.arn = arn;
    this.burst = burst;
    this.types = TableRules.types(request.structures("AttributeDefinitions"));
    this.key = KeySchema.of(request.structures("KeySchema"), types);
    this.throughput = new Throughput(burst);
    this.deletionProtected = request.flag("DeletionProtectionEnabled");
    this.tableClass = request.text("TableClass");
    for (Fields index : request.structures("LocalSecondaryIndexes")) {
      locals.add(Index.of(Index.Kind.LOCAL, index, types, burst));
    }
    for (Fields index : request.structures("GlobalSecondaryIndexes")) {
      globals.add(Index.of(Index.Kind.GLOBAL, index, types, burst));
    }
    Fields provisioned = request.structure("ProvisionedThroughput");
    if (provisioned == null) {
      onDemand();
    } else {
      throughput.provision(Throughput.Units.of(provisioned));
    }
    Fields stream = request.structure("StreamSpecification");
    if (stream != null && stream.flag("StreamEnabled")) {
      stream(stream.needed("StreamViewType"));
    }
    encrypt(request.structure("SSESpecification"));
    limitOnDemand(request);
    sidecar.tag(Tags.of(request.structures("Tags")));
    sidecar.policy(request.text("ResourcePolicy"));
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  String id() {
    return id;
  }

  Instant created() {
    return created;
  }

  KeySchema key() {
    return key;
  }

  Items items() {
    return items;
  }

  Throughput throughput() {
    return throughput;
  }

  Sidecar sidecar() {
    return sidecar;
  }

  List<Index> locals() {
    return locals;
  }

  List<Index> globals() {
    return globals;
  }

  Map<String, String> types() {
    return types;
  }

  Status status() {
    return status;
  }

  boolean isStreaming() {
    return streamViewType != null;
  }

  @Nullable String streamViewType() {
    return streamViewType;
  }

  /// Of the last stream that it had.
  @Nullable String streamLabel() {
    return streamLabel;
  }

  @Nullable String encryptionKey() {
    return encryptionKey;
  }

  @Nullable String tableClass() {
    return tableClass;
  }

  boolean isDeletionProtected() {
    return deletionProtected;
  }

  /// Whether its mode of billing has to be told: that of a table which was always provisioned is
  /// not.
  boolean hasBeenOnDemand() {
    return hasBeenOnDemand;
  }

  @Nullable Instant onDemandSince() {
    return onDemandSince;
  }

  ObjectNode onDemandLimits() {
    return onDemandLimits;
  }

  Optional<Index> global(String indexName) {
    return globals.stream().filter(index -> index.name().equals(indexName)).findFirst();
  }

  /// @throws Refusal if an index cannot take the item
  void checkIndexes(ObjectNode item) {
    globals.forEach(index -> index.check(item));
    locals.forEach(index -> index.check(item));
  }

  void onDemand() {
    throughput.onDemand();
    globals.forEach(index -> index.throughput().onDemand());
    onDemandSince = Instant.now();
    hasBeenOnDemand = true;
  }

  void stream(@Nullable String viewType) {
    streamViewType = viewType;
    if (viewType != null) {
      streamLabel = LABEL.format(Instant.now());
    }
  }

  void encrypt(@Nullable Fields encryption) {
    if (encryption != null) {
      String keyArn = arn.replace(":dynamodb:", ":kms:").replaceFirst("table/.*", "key/" + id);
      encryptionKey = encryption.flag("Enabled") ? encryption.text("KMSMasterKeyId", keyArn) : null;
    }
  }

  void tableClass(String other) {
    tableClass = other;
  }

  void protect(boolean isProtected) {
    deletionProtected = isProtected;
  }

  /// A limit of -1 is none.
  void limitOnDemand(Fields request) {
    Fields limits = request.structure("OnDemandThroughput");
    if (limits != null) {
      ObjectNode next = onDemandLimits.deepCopy();
      limits.node().properties().forEach(limit -> next.set(limit.getKey(), limit.getValue()));
      next.properties().removeIf(limit -> limit.getValue().longValue() < 0);
      onDemandLimits = next;
    }
  }

  /// @param allTypes of the attributes defined so far and of the new ones
  void add(Fields index, Map<String, String> allTypes) {
    types = allTypes;
    globals.add(Index.of(Index.Kind.GLOBAL, index, types, burst));
  }

  void status(Status other) {
    status = other;
    statusSince = System.nanoTime();
  }

  /// Whether nobody has to be told any more that it is being deleted.
  boolean isGone() {
    return status == Status.DELETING && System.nanoTime() - statusSince > DELETION_NANOS;
  }

  /// Ends what is under way, as time does in the real one.
  void settle() {
    status = Status.ACTIVE;
    globals.removeIf(index -> index.status() == Status.DELETING);
    globals.forEach(index -> index.status(Status.ACTIVE));
    Map<String, String> used = new LinkedHashMap<>(types);
    used.keySet().retainAll(usedAttributes());
    types = used;
  }

  private List<String> usedAttributes() {
    List<String> used = new ArrayList<>(key.names());
    locals.forEach(index -> used.addAll(index.key().names()));
    globals.forEach(index -> used.addAll(index.key().names()));
    return used;
  }
}
