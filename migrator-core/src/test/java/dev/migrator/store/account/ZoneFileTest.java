package dev.migrator.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ZoneFileTest {
  private static List<String> records(String sets) {
    return zone(sets).lines().filter(line -> !line.startsWith(";")).skip(1).toList();
  }

  private static List<String> comments(String sets) {
    return zone(sets).lines().filter(line -> line.startsWith(";")).skip(2).toList();
  }

  private static String zone(String sets) {
    String json =
        "{'HostedZone': {'Name': 'example.com.'}, 'ResourceRecordSets': [%s]}".formatted(sets);
    try {
      return ZoneFile.of(new JsonMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String set(String name, String type, String... values) {
    StringBuilder records = new StringBuilder();
    for (String value : values) {
      records.append(records.isEmpty() ? "" : ",").append("{'Value': '").append(value).append("'}");
    }
    return "{'Name': '%s', 'Type': '%s', 'TTL': 300, 'ResourceRecords': [%s]}"
        .formatted(name, type, records);
  }

  @Test
  void theZoneBeginsWithItsOriginAndItsStartOfAuthority() {
    String sets =
        set("example.com.", "A", "192.0.2.1")
            + ","
            + set(
                "example.com.", "SOA", "ns-1.awsdns-1.org h.amazon.com. 1 7200 900 1209600 86400");
    assertThat(zone(sets)).contains("\n$ORIGIN example.com.\n");
    assertThat(records(sets))
        .containsExactly(
            "example.com.\t300\tIN\tSOA\tns-1.awsdns-1.org. h.amazon.com. 1 7200 900 1209600 86400",
            "example.com.\t300\tIN\tA\t192.0.2.1");
  }

  @Test
  void namesInValuesAreCompleteAlsoWhereRoute53LeavesTheirLastDotOut() {
    assertThat(
            records(
                String.join(
                    ",",
                    set("a.example.com.", "CNAME", "b.example.org"),
                    set("example.com.", "MX", "10 mail.example.org", "20 mail2.example.org."),
                    set("_s._tcp.example.com.", "SRV", "1 2 443 host.example.org"),
                    set("example.com.", "HTTPS", "1 svc.example.org alpn=h2"))))
        .containsExactly(
            "a.example.com.\t300\tIN\tCNAME\tb.example.org.",
            "example.com.\t300\tIN\tMX\t10 mail.example.org.",
            "example.com.\t300\tIN\tMX\t20 mail2.example.org.",
            "_s._tcp.example.com.\t300\tIN\tSRV\t1 2 443 host.example.org.",
            "example.com.\t300\tIN\tHTTPS\t1 svc.example.org. alpn=h2");
  }

  @Test
  void octalEscapesBecomeDecimalOnesAndTheWildcardAStar() {
    assertThat(
            records(
                set("\\\\052.example.com.", "A", "192.0.2.1")
                    + ","
                    + set("a\\\\052b.example.com.", "TXT", "\\\"v=\\\\303\\\\251 10.0.0.1\\\"")))
        .containsExactly(
            "*.example.com.\t300\tIN\tA\t192.0.2.1",
            "a\\042b.example.com.\t300\tIN\tTXT\t\"v=\\195\\169 10.0.0.1\"");
  }

  @Test
  void anAliasIsAComment() {
    String alias =
        "{'Name': 'example.com.', 'Type': 'A', 'AliasTarget':"
            + " {'HostedZoneId': 'Z2', 'DNSName': 'd1.cloudfront.net.'}}";
    assertThat(records(alias)).isEmpty();
    assertThat(comments(alias))
        .containsExactly("; alias: example.com. A -> d1.cloudfront.net. (zone Z2)");
  }

  @Test
  void ofSetsWithARoutingPolicyTheFirstIsARecordAndTheOthersAreComments() {
    String weighted =
        "{'Name': 'w.example.com.', 'Type': 'CNAME', 'TTL': 60, 'SetIdentifier': '%s', 'Weight': %d,"
            + " 'ResourceRecords': [{'Value': '%1$s.example.org'}]}";
    String sets = weighted.formatted("blue", 9) + "," + weighted.formatted("green", 1);
    assertThat(records(sets)).containsExactly("w.example.com.\t60\tIN\tCNAME\tblue.example.org.");
    assertThat(comments(sets))
        .containsExactly(
            "; w.example.com. CNAME, routing SetIdentifier=blue Weight=9:",
            "; w.example.com. CNAME, routing SetIdentifier=green Weight=1:",
            "; w.example.com.\t60\tIN\tCNAME\tgreen.example.org.");
  }
}
