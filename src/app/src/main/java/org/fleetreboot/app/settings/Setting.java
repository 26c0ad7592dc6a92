package org.fleetreboot.app.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.engine.HubTier;

/**
 * A setting of the program. application.properties explains each.
 *
 * @param defaultValue in text form
 * @param kind its valid values
 */
public record Setting<T>(String key, String defaultValue, SettingKind<T> kind) {
  /** The hub's name in the journal; empty for the name of its host. */
  public static final Setting<String> HUB = new Setting<>("reboot.hub", "", SettingKind.TEXT);

  public static final Setting<String> JOURNAL =
      new Setting<>("reboot.journal", "data/journal.db", SettingKind.TEXT);

  /** The user of a journal in a database; empty for that of its address, or of the system. */
  public static final Setting<String> JOURNAL_USER =
      new Setting<>("reboot.journal.user", "", SettingKind.TEXT);

  /** The password of that user; empty for the one that PostgreSQL's own programs would find. */
  public static final Setting<String> JOURNAL_PASSWORD =
      new Setting<>("reboot.journal.password", "", SettingKind.TEXT);

  /** The operator's name for the place of the journal; empty to use the properties of its file. */
  public static final Setting<String> PLACE = new Setting<>("reboot.place", "", SettingKind.TEXT);

  /** Where this user's programs remember journals; empty for the system's usual folder. */
  public static final Setting<String> STATE_FOLDER =
      new Setting<>("reboot.stateFolder", "", SettingKind.TEXT);

  /** Where all programs of the machine lock their hubs; empty for the system's usual folder. */
  public static final Setting<String> LOCK_FOLDER =
      new Setting<>("reboot.lockFolder", "", SettingKind.TEXT);

  public static final Setting<HubTier> TIER =
      new Setting<>("reboot.tier", "S1", SettingKind.oneOf(HubTier.class));
  public static final Setting<Integer> UNITS =
      new Setting<>("reboot.units", "1", SettingKind.number(1, 10_000));
  public static final Setting<Double> SHARE =
      new Setting<>("reboot.share", "0.8", SettingKind.SHARE);
  public static final Setting<Duration> TICK =
      new Setting<>("reboot.tick", "250ms", SettingKind.time(Duration.ofMillis(1)));

  /** Each needs a thread, so a machine can have a few thousand. */
  public static final Setting<Integer> CALL_SLOTS =
      new Setting<>("reboot.callSlots", "128", SettingKind.number(1, 10_000));

  public static final Setting<Duration> RESUME_WITHIN =
      new Setting<>("reboot.resumeWithin", "1h", SettingKind.time(Duration.ZERO));
  public static final Setting<Duration> DRAIN =
      new Setting<>("reboot.drain", "5s", SettingKind.time(Duration.ZERO));

  /** How long runs that have ended stay in the journal; empty for ever. */
  public static final Setting<Optional<Duration>> KEEP =
      new Setting<>("reboot.keep", "forever", SettingKind.KEPT);

  /** 0 for any free port. */
  public static final Setting<Integer> API_PORT =
      new Setting<>("reboot.api.port", "0", SettingKind.number(0, 65_535));

  /** Where the API and the pages listen; beyond this machine only with TLS. */
  public static final Setting<String> API_HOST =
      new Setting<>("reboot.api.host", "127.0.0.1", SettingKind.TEXT);

  /** By which names, besides localhost, they may be asked for; people are told the first. */
  public static final Setting<List<String>> API_NAMES =
      new Setting<>("reboot.api.names", "", SettingKind.NAMES);

  /** A file of certificates in PEM, the server's first; empty for HTTP without TLS. */
  public static final Setting<String> API_TLS_CERTIFICATE =
      new Setting<>("reboot.api.tls.certificate", "", SettingKind.TEXT);

  /** The file of its key, in PEM without a password. */
  public static final Setting<String> API_TLS_KEY =
      new Setting<>("reboot.api.tls.key", "", SettingKind.TEXT);

  /** The OpenID Connect issuer that proves who asks; empty for none. */
  public static final Setting<String> OIDC_ISSUER =
      new Setting<>("reboot.api.oidc.issuer", "", SettingKind.TEXT);

  /** The id of this program at the issuer. */
  public static final Setting<String> OIDC_CLIENT =
      new Setting<>("reboot.api.oidc.client", "", SettingKind.TEXT);

  /** For whom the issuer's tokens must be; empty for the client. */
  public static final Setting<String> OIDC_AUDIENCE =
      new Setting<>("reboot.api.oidc.audience", "", SettingKind.TEXT);

  /** The file with the secret of the client; empty if it has none. */
  public static final Setting<String> OIDC_SECRET_FILE =
      new Setting<>("reboot.api.oidc.secretFile", "", SettingKind.TEXT);

  /** The claim that names a person for good. */
  public static final Setting<String> OIDC_PERSON =
      new Setting<>("reboot.api.oidc.person", "oid", SettingKind.TEXT);

  /** The claim with the roles. */
  public static final Setting<String> OIDC_ROLES =
      new Setting<>("reboot.api.oidc.roles", "roles", SettingKind.TEXT);

  /** The file with the people who may use API and dashboard; empty for the login alone. */
  public static final Setting<String> API_TOKENS =
      new Setting<>("reboot.api.tokens", "", SettingKind.TEXT);

  public static final Setting<LogFormat> LOG_FORMAT =
      new Setting<>("reboot.log.format", "text", SettingKind.oneOf(LogFormat.class));

  /** Where metrics and health are served; empty for nowhere. */
  public static final Setting<Optional<Integer>> OBSERVE_PORT =
      new Setting<>("reboot.observe.port", "off", SettingKind.PORT_OR_OFF);

  /** Whether they are served with the certificate of the API. */
  public static final Setting<Boolean> OBSERVE_TLS =
      new Setting<>("reboot.observe.tls", "off", SettingKind.SWITCH);

  public static final Setting<String> OBSERVE_HOST =
      new Setting<>("reboot.observe.host", "127.0.0.1", SettingKind.TEXT);

  /** By which names, besides addresses and localhost, they may be asked for. */
  public static final Setting<List<String>> OBSERVE_NAMES =
      new Setting<>("reboot.observe.names", "", SettingKind.NAMES);

  /** Where the collector of traces listens; empty for no traces. */
  public static final Setting<Optional<String>> OBSERVE_TRACES =
      new Setting<>("reboot.observe.traces", "off", SettingKind.ADDRESS_OR_OFF);

  /** Where routes/queue.yaml connects to. */
  public static final Setting<String> QUEUE_BROKER =
      new Setting<>("queue.broker", "tcp://localhost:61616", SettingKind.BROKER);

  /** Where one hub of several is: a connection string. */
  public static final Setting<String> CONNECTION_OF_HUB =
      new Setting<>("reboot.hubs.NAME.connection", "", SettingKind.TEXT);

  /** Where it is, to sign in with Microsoft Entra ID. */
  public static final Setting<String> HOST_NAME_OF_HUB =
      new Setting<>("reboot.hubs.NAME.hostname", "", SettingKind.TEXT);

  /** Certificate authorities to trust there besides those of all hubs, in PEM. */
  public static final Setting<String> CA_FILE_OF_HUB =
      new Setting<>("reboot.hubs.NAME.caFile", "", SettingKind.TEXT);

  public static final Setting<HubTier> TIER_OF_HUB = TIER.inHub();
  public static final Setting<Integer> UNITS_OF_HUB = UNITS.inHub();
  public static final Setting<Double> SHARE_OF_HUB = SHARE.inHub();
  public static final Setting<Integer> CALL_SLOTS_OF_HUB = CALL_SLOTS.inHub();

  /** The settings of each hub in {@code reboot.hubs}, whose name stands in place of NAME. */
  public static final List<Setting<?>> OF_HUB =
      List.of(
          CONNECTION_OF_HUB,
          HOST_NAME_OF_HUB,
          CA_FILE_OF_HUB,
          TIER_OF_HUB,
          UNITS_OF_HUB,
          SHARE_OF_HUB,
          CALL_SLOTS_OF_HUB);

  /** All settings, without those of each hub. */
  public static final List<Setting<?>> ALL =
      List.of(
          HUB,
          JOURNAL,
          JOURNAL_USER,
          JOURNAL_PASSWORD,
          PLACE,
          STATE_FOLDER,
          LOCK_FOLDER,
          TIER,
          UNITS,
          SHARE,
          TICK,
          CALL_SLOTS,
          RESUME_WITHIN,
          DRAIN,
          KEEP,
          API_PORT,
          API_HOST,
          API_NAMES,
          API_TLS_CERTIFICATE,
          API_TLS_KEY,
          OIDC_ISSUER,
          OIDC_CLIENT,
          OIDC_AUDIENCE,
          OIDC_SECRET_FILE,
          OIDC_PERSON,
          OIDC_ROLES,
          API_TOKENS,
          LOG_FORMAT,
          OBSERVE_PORT,
          OBSERVE_HOST,
          OBSERVE_TLS,
          OBSERVE_NAMES,
          OBSERVE_TRACES,
          QUEUE_BROKER);

  /** The same for one hub; its default is the setting for all hubs. */
  private Setting<T> inHub() {
    return new Setting<>(key.replace("reboot.", "reboot.hubs.NAME."), defaultValue, kind);
  }

  /** One of {@link #OF_HUB}, for the hub with that name. */
  Setting<T> ofHub(String name) {
    return new Setting<>(key.replace("NAME", name), defaultValue, kind);
  }
}
