package io.entrepot.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void everyDefaultIsAcceptedByItsOwnKey() {
    Configuration configuration = Configuration.of(read(Map.of()));
    assertEquals(Path.of("./data"), configuration.storage().data());
    assertEquals(new ListenAddress("127.0.0.1", 5000), configuration.listen().registry());
    assertEquals(
        Optional.of(new ListenAddress("127.0.0.1", 5001)), configuration.listen().management());
    assertEquals(Duration.ofDays(7), configuration.storage().uploadExpiry());
    assertEquals(1000, configuration.storage().uploadsPerRepository());
    assertEquals(16 * 1024, configuration.limits().headBytes());
    assertEquals(8192, configuration.limits().connections());
    assertEquals(new CertificateSettings.None(), configuration.certificate());
  }

  /** Each row: what the file, the environment and the flag say (or nothing), and who wins. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, 30s, default",
        "1s, -, -, 1s, FILE",
        "-, 2s, -, 2s, ENTREPOT_SHUTDOWN_GRACE",
        "1s, 2s, -, 2s, ENTREPOT_SHUTDOWN_GRACE",
        "-, -, 3s, 3s, --shutdown-grace",
        "1s, -, 3s, 3s, --shutdown-grace",
        "-, 2s, 3s, 3s, --shutdown-grace",
        "1s, 2s, 3s, 3s, --shutdown-grace",
      })
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile(
      @Nullable String file,
      @Nullable String variable,
      @Nullable String flag,
      String text,
      String source)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    Path yaml = folder.resolve("entrepot.yaml");
    if (file != null) {
      Files.writeString(yaml, "shutdown:\n  grace: " + file + "\n");
      environment.put("ENTREPOT_CONFIG", yaml.toString());
    }
    if (variable != null) {
      environment.put("ENTREPOT_SHUTDOWN_GRACE", variable);
    }
    Effective effective =
        flag == null ? read(environment) : read(environment, "--shutdown-grace=" + flag);
    assertTrue(
        effective
            .values()
            .contains(
                new Effective.Value(
                    "shutdown.grace", text, source.equals("FILE") ? yaml.toString() : source)),
        effective.toString());
  }

  @Test
  void everyKeyCanBeSetInAllThreePlaces() {
    for (Setting<?> setting : Settings.ALL) {
      Effective.Value fromFlag =
          valueOf(setting, read(Map.of(), setting.flag() + "=" + setting.fallback()));
      assertEquals(setting.flag(), fromFlag.source());
      Effective.Value fromVariable =
          valueOf(setting, read(Map.of(setting.variable(), setting.fallback())));
      assertEquals(setting.variable(), fromVariable.source());
      String yaml = setting.key() + ": '" + setting.fallback() + "'";
      assertEquals(
          Map.of(setting.key(), setting.fallback()),
          YamlFile.parse("f", yaml.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--listen=5000 | listen is \"5000\" (--listen): accepted is HOST:PORT",
        "--listen=:5000 | listen is \":5000\"",
        "--listen=127.0.0.1:65536 | listen is \"127.0.0.1:65536\"",
        "--listen=[::1:5000 | listen is \"[::1:5000\"",
        "--open --listen=0.0.0.0:5000 | add --open=network",
        "--open --listen=[::]:5000 | add --open=network",
        "--open --management=0.0.0.0:0 | management.listen is \"0.0.0.0:0\"",
        "--open=all | open is \"all\" (--open): accepted is none or loopback or network",
        "--account=123 | account is \"123\" (--account): accepted is twelve digits",
        "--region=EU | region is \"EU\"",
        "--accounts-hosts=registry.example.org=1 | accepted is HOST=ACCOUNT",
        "--public-hosts=111122223333.dkr.ecr.eu-west-1.example.org | which is private",
        "--public-aliases=a=111122223333 | an alias has 2 to 50",
        "--public-aliases=public=111122223333 | neither public nor",
        "--public-aliases=a1b2c3d4e5=111122223333 | five times a letter and a digit",
        "--public-aliases=a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.aa=111122223333 | 2 to"
            + " 50",
        "--trusted-proxies=10.0.0.0/33 | accepted is addresses or CIDR ranges",
        "--trusted-proxies=proxy.example.org | accepted is addresses or CIDR ranges",
        "--tokens-expiry=1m | a time from 5m to 15m",
        "--tls=on | tls is \"on\" (--tls): accepted is off or self-signed",
        "--tls-key=k | tls.certificate",
        "--tls-certificate=c | tls.key",
        "--log-level=loud | accepted is error or warn or info or debug",
        "--log-format=xml | accepted is text or json",
        "--access-log=maybe | accepted is on or off",
        "--manifests-allow-sparse=all | accepted is none or index or image",
        "--uploads-expiry=1s | a time from 1m to 90d",
        "--uploads-expiry=91d | uploads.expiry is \"91d\"",
        "--uploads-per-repository=0 | a whole number from 1 to 1000000",
        "--limits-connections=1000001 | limits.connections is \"1000001\"",
        "--limits-header-size=1KiB | limits.header-size is \"1KiB\"",
        "--limits-header-size=99999999999999999999 | limits.header-size",
        "--limits-idle-timeout=5 | limits.idle-timeout is \"5\"",
        "--limits-stall-timeout=-5s | limits.stall-timeout is \"-5s\"",
        "--limits-request-timeout=1y | limits.request-timeout is \"1y\"",
        "--external-url=ftp://example.org | external-url is \"ftp://example.org\"",
        "--external-url=https://example.org/path | external-url",
        "--external-url=https://user:secret@example.org | external-url",
        "--data= | data is \"\" (--data): accepted is a path",
        "--dta=x | there is no option --dta; the nearest one is --data",
        "--listn x | there is no option --listn; the nearest one is --listen",
        "serve | there is no option serve",
        "--data | --data needs a value",
        "--config | --config needs a value",
        "--data=a --data=b | --data is given twice",
      })
  void aBadArgumentIsRefusedInOneSentenceThatSaysWhatIsAccepted(String arguments, String message) {
    ConfigException refusal =
        assertThrows(
            ConfigException.class,
            () -> Configuration.of(read(Map.of(), arguments.split(" ", -1))));
    assertTrue(String.valueOf(refusal.getMessage()).contains(message), refusal.getMessage());
    assertEquals(1, String.valueOf(refusal.getMessage()).lines().count());
  }

  @Test
  void anUnknownVariableStopsTheStartAndTheNearestIsNamed() {
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> read(Map.of("ENTREPOT_LISTENS", "x")));
    assertEquals(
        "the environment variable ENTREPOT_LISTENS sets nothing; the nearest known one is"
            + " ENTREPOT_LISTEN",
        refusal.getMessage());
  }

  @Test
  void theLaunchersOwnVariableAndThoseOfOthersAreLeftAlone() {
    Effective effective =
        read(Map.of("ENTREPOT_JAVA_OPTS", "-Xmx1g", "PATH", "/bin", "entrepot_listen", "x"));
    assertTrue(effective.values().stream().allMatch(value -> value.source().equals("default")));
  }

  @Test
  void aNetworkIsServedWhenTheOperatorSaysSo() {
    Configuration configuration =
        Configuration.of(read(Map.of(), "--open=network", "--listen=0.0.0.0:5000"));
    assertEquals(Openness.NETWORK, configuration.listen().open());
    assertEquals("0.0.0.0:5000", configuration.listen().registry().toString());
  }

  @Test
  void openAloneMeansLoopbackAndTakesNoValue() {
    Effective effective = read(Map.of(), "--open", "--data", "d");
    assertEquals("loopback", valueOf(Settings.OPEN, effective).text());
    assertEquals("d", valueOf(Settings.DATA, effective).text());
  }

  @Test
  void theManagementPortCanBeSwitchedOff() {
    Configuration configuration = Configuration.of(read(Map.of(), "--management=off"));
    assertEquals(Optional.empty(), configuration.listen().management());
  }

  @Test
  void aCertificateNeedsItsKeyAndNoOtherMode() {
    assertEquals(
        new CertificateSettings.Files(Path.of("c"), Path.of("k")),
        Configuration.of(read(Map.of(), "--tls-certificate=c", "--tls-key=k")).certificate());
    assertEquals(
        new CertificateSettings.SelfSigned(),
        Configuration.of(read(Map.of(), "--tls", "self-signed")).certificate());
    assertThrows(
        ConfigException.class,
        () ->
            Configuration.of(
                read(Map.of(), "--tls=self-signed", "--tls-certificate=c", "--tls-key=k")));
  }

  private static Effective read(Map<String, String> environment, String... arguments) {
    return Configuration.read(Arrays.asList(arguments), environment);
  }

  private static Effective.Value valueOf(Setting<?> setting, Effective effective) {
    List<Effective.Value> found =
        effective.values().stream().filter(value -> value.key().equals(setting.key())).toList();
    assertEquals(1, found.size());
    return found.getFirst();
  }
}
