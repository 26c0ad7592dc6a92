package org.fleetreboot.reboot.targets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetListTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pump-1\npump-2",
        "pump-1\r\n\r\n  pump-2  \r\n",
        "deviceId\npump-1\npump-2\n",
        "\n\"Device ID\"\n\"pump-1\"\npump-2\n",
        "site,deviceId\nparis,pump-1\n\"lyon, 3\",pump-2\n",
        "[\"pump-1\", \"pump-2\"]",
        " {\"devices\": [\"pump-1\", \"pump-2\"]}\n"
      })
  void oneListIsWrittenInManyWays(String text) {
    assertThat(ids(read(text))).containsExactly("pump-1", "pump-2");
  }

  @Test
  void anObjectMayNameAChainAndAReason() {
    TargetList list =
        read("{\"chain\":\"careful\",\"reason\":\" leak \",\"devices\":[\"pump-1\"]}");
    assertThat(list.chain()).isEqualTo("careful");
    assertThat(list.reason()).isEqualTo("leak");
  }

  @Test
  void whatIsNamedAgainIsDroppedAndCounted() {
    TargetList list = read("b\na\nb\nb\n");
    assertThat(ids(list)).containsExactly("b", "a");
    assertThat(list.duplicates()).isEqualTo(2);
  }

  @Test
  void idsWithCommasStandInQuotesAndStayWhole() {
    TargetList list = read("deviceId\n\"a,b\"\nc\n");
    assertThat(ids(list)).containsExactly("a,b", "c");
  }

  @Test
  void aLineOfAPlainListIsOneIdWithItsCommas() {
    assertThat(ids(read("pump,7\n7\n"))).containsExactly("pump,7", "7");
  }

  @Test
  void columnsBesideTheDevicesAreIgnoredAndNamed() {
    TargetList list = read("site,deviceId,rack\nparis,pump-1,7\n");
    assertThat(ids(list)).containsExactly("pump-1");
    assertThat(list.ignoredColumns()).containsExactly("site", "rack");
  }

  @Test
  void anOptionNamesDevicesAsValuesOfCsvOrJson() {
    assertThat(texts(TargetList.option("a, b", ONE))).containsExactly("a", "b");
    assertThat(texts(TargetList.option("\"pump,7\"", ONE))).containsExactly("pump,7");
    assertThat(texts(TargetList.option("a, \"pump,7\"\nb\n", ONE)))
        .containsExactly("a", "pump,7", "b");
    assertThat(texts(TargetList.option("[\"pump,7\"]", ONE))).containsExactly("pump,7");
    assertThat(texts(TargetList.option(" ", ONE))).isEmpty();
  }

  @Test
  void marksOfTheByteOrderAreUnderstood() {
    assertThat(ids(bytes("\uFEFFpump-1", UTF_8))).containsExactly("pump-1");
    assertThat(ids(bytes("\uFEFFpump-1", UTF_16LE))).containsExactly("pump-1");
    assertThat(ids(bytes("\uFEFF[\"pump-1\"]", UTF_16BE))).containsExactly("pump-1");
  }

  @ParameterizedTest
  @MethodSource
  void whatIsWrongIsSaidWithItsPlace(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TargetsRefused.class)
        .hasMessageContaining(reason);
  }

  static Stream<Arguments> whatIsWrongIsSaidWithItsPlace() {
    return Stream.of(
        refused("", "There is no device in it"),
        refused(" \n\n", "There is no device in it"),
        refused("deviceId\n", "There is no device in it"),
        refused("[]", "There is no device in it"),
        refused("{}", "There is no device in it"),
        refused("pump-1\npump 2\n", "Line 2, column 1: 'pump 2' is not a device id"),
        refused("pump-1\npümp\n", "Line 2, column 1: 'pümp' is not a device id"),
        refused("a\n" + "x".repeat(129), "'" + "x".repeat(40) + "…' is not a device id"),
        refused("deviceId;site\npump-1;paris\n", "Line 1: no column deviceId, but 'deviceId;site'"),
        refused("deviceId,deviceId\na,b\n", "Line 1: deviceId twice"),
        refused("deviceId,site\na,b,c\n", "Line 2: 3 values"),
        refused("deviceId,site\npump-1,lyon\n,rome\n", "Line 3: no device id, but other values"),
        refused("deviceId\n\"pump\"\"-05\"\n", "Line 2: 'pump\"-05' is not a device id"),
        refused("deviceId\npump\"-05\n", "Line 2: a quote within a value; put the value"),
        refused("deviceId,site\npump-1,ly\"on\n", "Line 2: a quote within a value"),
        refused("deviceId,site\npump-1, \"lyon\"\n", "Line 2: a quote within a value"),
        refused("deviceId,\"si\"te\npump-1,lyon\n", "Line 1: a quote is not closed, or"),
        refused("deviceId\n\"pump\"-05\n", "Line 2: a quote is not closed, or"),
        refused("\"pump\"\"-05\"\n", "is not a device id"),
        refused("deviceId\npump-1,paris\n", "Line 2: 2 values"),
        refused("deviceId\n\"pump-1\npump-2\n", "Line 2: a quote is not closed"),
        refused("[\"pump-1\",\n 7]", "Line 2, column 2: a device id in quotes is expected"),
        refused("[\"pump-1\", [\"pump-2\"]]", "Line 1, column 12: a device id in quotes"),
        refused(
            "[{\"deviceId\": \"pump-1\"}]",
            "Line 1, column 3: unknown field 'deviceId'; a device has hub and id."),
        refused("[\"pump-1\"", "invalid JSON: Unexpected end-of-input"),
        refused("[\"pump-1\"] [\"pump-2\"]", "Line 1, column 12: more after the end"),
        refused("{\"device\": [\"a\"]}", "unknown field 'device'"),
        refused("{\"devices\": \"a\"}", "devices is an array"),
        refused("{\"devices\": [\"a\"], \"devices\": [\"b\"]}", "Duplicate field 'devices'"),
        refused("{\"devices\": [\"a\"], \"reason\": 7}", "reason is text in quotes"),
        refused(
            "{\"devices\": [\"a\"], \"reason\": \"" + "x".repeat(1_001) + "\"}",
            "Line 1, column 30: reason has more than 1,000 characters; shorten it."),
        refused(
            "[\"" + "x".repeat(1_001) + "\"]",
            "a text of more than 1,000 characters, or a number of more than 64 digits; shorten"
                + " it."),
        refused("pump-1\n\u0000\u0001", "Line 2 holds the control character 0x00"));
  }

  private static Arguments refused(String text, String reason) {
    return Arguments.of(text, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serial | site,Serial~lyon,pump-1
          serial | deviceId,serial~pump-7,pump-1
          2      | lyon,pump-1
          1      | pump-1
          2      | site,deviceId~lyon,pump-1
          2      | "lyon, 3",pump-1
          """)
  void theColumnOfTheIdsHasTheNameOrTheNumberOfTheOption(String idColumn, String text) {
    assertThat(ids(TargetList.read(text.replace('~', '\n'), format(false, idColumn))))
        .containsExactly("pump-1");
  }

  @Test
  void otherColumnsAreNamedByTheirHeaderOrTheirNumber() {
    assertThat(TargetList.read("site,serial\nlyon,pump-1", format(true, "serial")).ignoredColumns())
        .containsExactly("site");
    assertThat(TargetList.read("lyon,pump-1,x", format(true, "2")).ignoredColumns())
        .containsExactly("1", "3");
  }

  @Test
  void aColumnThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> TargetList.read("site,name\nlyon,pump-1", format(true, "serial")))
        .hasMessageStartingWith("Line 1: no column serial, but 'site,name';");
    assertThatThrownBy(() -> TargetList.read("pump-1\npump-2", format(true, "2")))
        .hasMessage(
            "Line 1: idColumn is 2, and there are 1 columns; correct the option, or the list.");
  }

  @Test
  void aFileThatIsCalledCsvNamesItsColumn() {
    assertThatThrownBy(() -> TargetList.read("pump-1\npump-2", format(true, null)))
        .hasMessage(
            "Line 1: no column deviceId, but 'pump-1'; the first line of CSV names the column"
                + " deviceId, with commas between columns; or name another by the option"
                + " idColumn.");
  }

  @Test
  void otherEncodingsAndBinaryFilesAreRefusedByName() {
    assertThatThrownBy(() -> bytes("pump-1\npümp\n", ISO_8859_1))
        .hasMessage("Line 2, byte 9 of the file: this is not UTF-8; save the list in UTF-8.");
    assertThatThrownBy(() -> bytes("pump-1", UTF_16LE)).hasMessageContaining("UTF-16 without");
    assertThatThrownBy(() -> bytes("PK\u0003\u0004…", UTF_8)).hasMessageContaining("Excel");
    byte[] noise = new byte[10_000];
    new Random(7).nextBytes(noise);
    assertThatThrownBy(() -> TargetList.read(noise, format(false, null)))
        .isInstanceOf(TargetsRefused.class);
  }

  @ParameterizedTest
  @MethodSource
  void bombsOfJsonAreRefusedWithoutBeingBuilt(String bomb) {
    assertThatThrownBy(() -> read(bomb)).isInstanceOf(TargetsRefused.class);
  }

  static List<String> bombsOfJsonAreRefusedWithoutBeingBuilt() {
    return List.of(
        "[".repeat(1_000_000),
        "{\"devices\":".repeat(100_000),
        "{\"devices\": [" + "9".repeat(1_000_000) + "]}",
        "[\"" + "x".repeat(10_000_000) + "\"]",
        "{\"" + "x".repeat(10_000_000) + "\": 1}",
        "{\"reason\": \"" + "x".repeat(10_000_000) + "\", \"devices\": [\"a\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\n\"%s\"]",
        "{\n\"%s\": []}",
        "{\"options\":\n{\"rate\": 1%s}, \"devices\": [\"a\"]}"
      })
  void whatIsTooLongIsSaidWithItsPlaceAndTheLimits(String json) {
    assertThatThrownBy(() -> read(json.formatted("1".repeat(9_995))))
        .isInstanceOf(TargetsRefused.class)
        .hasMessageStartingWith("Line 2, column ")
        .hasMessageEndingWith(
            ": a text of more than 1,000 characters, or a number of more than 64 digits; shorten"
                + " it.");
  }

  @Test
  void aMillionDevicesAreAListAndOneMoreAreNot() {
    String million =
        IntStream.range(0, TargetList.MOST_ROWS)
            .mapToObj(i -> "pump-" + (1_000_000 + i))
            .collect(Collectors.joining("\n"));
    TargetList list = read(million);
    assertThat(ids(list)).hasSize(1_000_000);
    assertThatThrownBy(() -> read(million + "\npump-x"))
        .hasMessage("Line 1000001, column 1: The list has more than 1,000,000 entries; split it.");
  }

  @Test
  void moreThanTheJournalKeepsOfAMessageIsRefused() {
    String long128 = "x".repeat(120);
    String text =
        IntStream.range(0, 140_000)
            .mapToObj(i -> long128 + (10_000_000 + i))
            .collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> read(text)).hasMessageContaining("more than 16 MiB together");
    assertThatThrownBy(
            () -> TargetList.read(new byte[TargetList.MOST_BYTES + 1], format(false, null)))
        .hasMessage("The list is larger than 64 MiB; split it.");
    assertThatThrownBy(() -> read(" ".repeat(TargetList.MOST_BYTES + 1)))
        .hasMessage("The list is larger than 64 MiB; split it.");
  }

  private static TargetList read(String text) {
    return TargetList.read(text, format(false, null));
  }

  private static TargetList bytes(String text, Charset charset) {
    return TargetList.read(text.getBytes(charset), format(false, null));
  }

  private static final ListHubs ONE = ListHubs.of(List.of("plant"));
  private static final ListHubs TWO = ListHubs.of(List.of("north", "south"));

  private static ListFormat format(boolean isCsv, @Nullable String idColumn) {
    return new ListFormat(isCsv, idColumn, null, ONE);
  }

  private static List<String> ids(TargetList list) {
    return texts(list.devices());
  }

  private static List<String> texts(List<Target> devices) {
    return devices.stream().map(Target::text).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "north/pump-1\nsouth/pump-1",
        "deviceId,hub\npump-1,north\npump-1,south",
        "Hub,site,device_id\nnorth,lyon,pump-1\nsouth,lyon,pump-1",
        "hub,deviceId\n,north/pump-1\nsouth,south/pump-1",
        "[\"north/pump-1\", {\"hub\": \"south\", \"id\": \"pump-1\"}]",
        "[{\"devices\": [\"pump-1\"], \"hub\": \"north\"}, {\"hub\": \"south\", \"devices\": [\"pump-1\"]}]",
        "{\"devices\": [\"pump-1\", \"south/pump-1\"], \"hub\": \"north\"}"
      })
  void eachDeviceHasItsHubInEveryForm(String text) {
    assertThat(ids(TargetList.read(text, ListFormat.of(TWO))))
        .containsExactly("north/pump-1", "south/pump-1");
  }

  @Test
  void theColumnOfTheHubsHasTheNameOrTheNumberOfTheOption() {
    assertThat(ids(TargetList.read("pump-1,north", new ListFormat(false, "1", "2", TWO))))
        .containsExactly("north/pump-1");
    assertThat(
            ids(
                TargetList.read(
                    "deviceId,plant\npump-1,north", new ListFormat(false, null, "plant", TWO))))
        .containsExactly("north/pump-1");
    assertThatThrownBy(
            () -> TargetList.read("deviceId\npump-1", new ListFormat(false, null, "plant", TWO)))
        .hasMessage(
            "Line 1: no column plant, but 'deviceId'; correct the option hubColumn, or the list.");
  }

  @Test
  void anUnknownHubIsRefusedWithItsLine() {
    assertThatThrownBy(
            () -> TargetList.read("deviceId,hub\npump-1,north\npump-2,nort", ListFormat.of(TWO)))
        .isInstanceOf(TargetsRefused.class)
        .hasMessage("Line 3: there is no hub 'nort'; the program has north, south.");
    assertThatThrownBy(() -> TargetList.read("west/pump-1", ListFormat.of(ONE)))
        .hasMessage("Line 1, column 1: there is no hub 'west'; the program has plant.");
  }

  @Test
  void aDeviceWithoutHubIsRefusedIfThereAreSeveralAndNoUsualOne() {
    assertThatThrownBy(() -> TargetList.read("north/pump-1\npump-2", ListFormat.of(TWO)))
        .hasMessage(
            "Line 2, column 1: pump-2 has no hub; name one, as in north/pump-2: the program has"
                + " north, south.");
    assertThat(ids(TargetList.read("north/a\nb", ListFormat.of(TWO.withUsual("south")))))
        .containsExactly("north/a", "south/b");
  }

  @Test
  void theOnlyHubNeedNotBeNamedAndIsNotPartOfTheDevice() {
    assertThat(ids(TargetList.read("plant/a\nb\na", ListFormat.of(ONE)))).containsExactly("a", "b");
  }

  @Test
  void twoHubsForOneDeviceAreRefused() {
    assertThatThrownBy(
            () -> TargetList.read("deviceId,hub\nnorth/pump-1,south", ListFormat.of(TWO)))
        .hasMessage(
            "Line 2: the hub is south, and the device north/pump-1; name one of the two hubs.");
  }
}
