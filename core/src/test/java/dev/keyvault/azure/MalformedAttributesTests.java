package dev.keyvault.azure;

import java.net.URI;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for answers whose attributes are not what Key Vault writes.
 */
class MalformedAttributesTests {

	private static final String VALUE = "s3cret-v4lue-that-must-not-show";

	private final AzureFixture fixture = new AzureFixture();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private volatile String attributes = "{}";

	private final HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF, this::answer);

	private final Vault vault = AzureFixture.vault("payments", this.server.endpoint());

	private final ObjectSource source = this.fixture
		.open(new VaultSettings(this.vault, Cloud.PUBLIC, CredentialSettings.staticToken(SensitiveValue.of("token")),
				CertificateTexts.pem(Certificates.ROOT.certificate()), false));

	private HttpsDouble.Answer answer(HttpExchange exchange) {
		URI address = exchange.getRequestURI();
		String host = exchange.getRequestHeaders().getFirst("Host");
		String id = "https://%s/secrets/name/0123456789abcdef0123456789abcdef".formatted(host);
		String item = "{\"id\":\"%s\",\"value\":\"%s\",\"attributes\":%s}".formatted(id, VALUE, this.attributes);
		String other = "{\"id\":\"%s\",\"attributes\":{\"exp\":1767225600}}".formatted(id.replace("name", "other"));
		boolean list = address.getPath().equals("/secrets") || address.getPath().endsWith("/versions");
		return HttpsDouble.Answer.of(200, list ? "{\"value\":[%s,%s]}".formatted(item, other) : item);
	}

	@BeforeEach
	void listen() {
		this.root.setLevel(Level.TRACE);
		this.log.start();
		this.root.addAppender(this.log);
	}

	@AfterEach
	void close() {
		this.root.detachAppender(this.log);
		this.root.setLevel(this.level);
		this.server.close();
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			{"exp":"never"}                 | an attribute 'exp' that is not a time
			{"exp":9223372036854775807}     | an attribute 'exp' that is not a time
			{"exp":-9223372036854775808}    | an attribute 'exp' that is not a time
			{"exp":1e999999999}             | an attribute 'exp' that is not a time
			{"exp":true}                    | an attribute 'exp' that is not a time
			{"exp":{"time":1}}              | an attribute 'exp' that is not a time
			{"exp":[1]}                     | an attribute 'exp' that is not a time
			{"nbf":253402300800}            | an attribute 'nbf' that is not a time
			{"created":"2026-01-01"}        | an attribute 'created' that is not a time
			{"exp":1,"updated":""}          | an attribute 'updated' that is not a time
			{"enabled":"false"}             | an attribute 'enabled' that is neither true nor false
			{"enabled":0}                   | an attribute 'enabled' that is neither true nor false
			""")
	void readWhenAttributeIsMalformedTellsWhichAndLogsNoValue(String attributes, String fault) {
		this.attributes = attributes;
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(this::read)
			.withMessage(
					"The secret 'name' of vault 'payments' (%s) has %s. Set the attribute anew in the vault; a proxy or another service may have changed the answer.",
					this.vault.endpoint(), fault)
			.withNoCause();
		assertNoValueIsLogged();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"exp\":-1}", "{\"exp\":null}", "{\"exp\":1767225600.9}", "{\"exp\":1.7672256009e9}",
			"{\"exp\":253402300799}", "{\"enabled\":true,\"unknown\":[{}]}", "null", "[]", "\"\"" })
	void readWhenAttributesAreUnusualButClearGivesValue(String attributes) {
		this.attributes = attributes;
		assertThat(read()).isInstanceOfSatisfying(VaultObject.Secret.class,
				(secret) -> assertThat(secret.value().reveal()).isEqualTo(VALUE));
		assertNoValueIsLogged();
	}

	@Test
	void listWhenOneItemIsMalformedGivesAll() {
		this.attributes = "{\"exp\":9223372036854775807,\"enabled\":\"false\",\"created\":{}}";
		List<ObjectProperties> listed = this.source.list(this.vault, ObjectKind.SECRET, this.fixture.deadline());
		assertThat(listed).extracting((item) -> item.id().name().value()).containsExactly("name", "other");
		assertThat(this.source.versions(AzureFixture.secret(this.vault, "name"), this.fixture.deadline())).hasSize(2);
		assertNoValueIsLogged();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[[[[[[[[[[", "{\"exp\":1", "{\"exp\":00}", "{\"exp\":NaN}" })
	void readWhenAnswerIsNotJsonLogsNoValue(String attributes) {
		this.attributes = attributes;
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::read)
			.withMessage(
					"Vault 'payments' (%s) answered with something that is not JSON. Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
					this.vault.endpoint())
			.withNoCause();
		assertNoValueIsLogged();
	}

	private VaultObject read() {
		ObjectId id = AzureFixture.secret(this.vault, "name");
		return this.fixture.read(this.source, id);
	}

	private void assertNoValueIsLogged() {
		assertThat(this.log.list).noneMatch((event) -> event.getFormattedMessage().contains(VALUE));
	}

}
