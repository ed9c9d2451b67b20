package dev.keyvault.spring.refresh.bean;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaBean}.
 */
@Tag("jdk")
class JavaBeanTests {

	private final Settings before = new Settings();

	private final Settings after = new Settings();

	private final Settings live = new Settings();

	@Test
	void transferWhenSetterTakesASupertypeSets() {
		this.after.setUrl("new");
		transfer();
		assertThat(this.live.getUrl()).isEqualTo("new");
	}

	@Test
	void transferWhenSetterTakesThePrimitiveSets() {
		this.after.setPort(2);
		transfer();
		assertThat(this.live.getPort()).isEqualTo(2);
	}

	@Test
	void transferWhenThereIsNoGetterTakesTheField() {
		this.after.setPassword("s3cret-pa55-of-two");
		transfer();
		assertThat(this.live.password).isEqualTo("s3cret-pa55-of-two");
	}

	@Test
	void transferWhenAGetterFailsTransfersTheOthers() {
		this.after.setUrl("new");
		this.live.broken = true;
		this.before.broken = true;
		this.after.broken = true;
		transfer();
		assertThat(this.live.getUrl()).isEqualTo("new");
	}

	@Test
	void transferWhenNestedBeansAreEqualByNameLooksAtTheirProperties() {
		this.after.getClient().setSecret("s3cret-of-two");
		transfer();
		assertThat(this.live.getClient().getSecret()).isEqualTo("s3cret-of-two");
	}

	@Test
	void transferWhenNestedBeanKnowsItsParentEnds() {
		this.after.getClient().setSecret("s3cret-of-two");
		for (Settings each : new Settings[] { this.before, this.after, this.live }) {
			each.getClient().setParent(each);
		}
		transfer();
		assertThat(this.live.getClient().getSecret()).isEqualTo("s3cret-of-two");
		assertThat(this.live.getClient().getParent()).isSameAs(this.live);
	}

	@Test
	void transferWhenValueIsOfTheJdkReplacesIt() throws NoSuchAlgorithmException {
		this.before.setKey(key());
		this.after.setKey(key());
		transfer();
		assertThat(this.live.getKey()).isSameAs(this.after.getKey());
	}

	@Test
	void transferWhenMapHasADefaultConstructorReplacesIt() {
		this.after.getHeaders().add("key", "s3cret-of-two");
		this.before.getHeaders().add("key", "s3cret-of-one");
		transfer();
		assertThat(this.live.getHeaders()).isEqualTo(this.after.getHeaders());
	}

	@Test
	void transferWhenNestedBeanHasNoSetterReplacesIt() {
		this.after.setToken(new Token("s3cret-of-two"));
		transfer();
		assertThat(this.live.getToken().getValue()).isEqualTo("s3cret-of-two");
	}

	@Test
	void transferKeepsWhatTheApplicationHasPutIntoAMapWithoutSetter() {
		this.before.getMap().put("one", "s3cret-of-one");
		this.after.getMap().put("one", "s3cret-of-two");
		this.live.getMap().putAll(Map.of("one", "s3cret-of-one", "own", "set by hand"));
		transfer();
		assertThat(this.live.getMap()).isEqualTo(Map.of("one", "s3cret-of-two", "own", "set by hand"));
	}

	@Test
	void transferWhenListWithoutSetterHasANullElementReplacesItsElements() {
		this.before.getList().addAll(List.of("s3cret-of-one", "last"));
		this.after.getList().addAll(Arrays.asList("s3cret-of-two", null));
		this.live.getList().addAll(List.of("s3cret-of-one", "last"));
		transfer();
		assertThat(this.live.getList()).containsExactly("s3cret-of-two", null);
	}

	private void transfer() {
		JavaBean.of(Settings.class).transfer(this.before, this.after, this.live);
	}

	private static PublicKey key() throws NoSuchAlgorithmException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(1024);
		return generator.generateKeyPair().getPublic();
	}

	static class Settings {

		private @Nullable CharSequence url;

		private int port;

		private @Nullable String password;

		private boolean broken;

		private Client client = new Client();

		private @Nullable PublicKey key;

		private LinkedMultiValueMap<String, String> headers = new LinkedMultiValueMap<>();

		private Token token = new Token();

		private final Map<String, String> map = new LinkedHashMap<>();

		private final List<@Nullable String> list = new ArrayList<>();

		@Nullable String getUrl() {
			return (this.url != null) ? this.url.toString() : null;
		}

		void setUrl(CharSequence url) {
			this.url = url;
		}

		Integer getPort() {
			return this.port;
		}

		void setPort(int port) {
			this.port = port;
		}

		void setPassword(String password) {
			this.password = password;
		}

		String getBroken() {
			if (this.broken) {
				throw new IllegalStateException("Not yet");
			}
			return "";
		}

		Client getClient() {
			return this.client;
		}

		void setClient(Client client) {
			this.client = client;
		}

		@Nullable PublicKey getKey() {
			return this.key;
		}

		void setKey(PublicKey key) {
			this.key = key;
		}

		LinkedMultiValueMap<String, String> getHeaders() {
			return this.headers;
		}

		void setHeaders(LinkedMultiValueMap<String, String> headers) {
			this.headers = headers;
		}

		Token getToken() {
			return this.token;
		}

		void setToken(Token token) {
			this.token = token;
		}

		Map<String, String> getMap() {
			return this.map;
		}

		List<@Nullable String> getList() {
			return this.list;
		}

	}

	static class Client {

		private @Nullable String secret;

		private @Nullable Settings parent;

		@Nullable String getSecret() {
			return this.secret;
		}

		void setSecret(String secret) {
			this.secret = secret;
		}

		@Nullable Settings getParent() {
			return this.parent;
		}

		void setParent(Settings parent) {
			this.parent = parent;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Client;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	static class Token {

		private final String value;

		Token() {
			this("none");
		}

		Token(String value) {
			this.value = value;
		}

		String getValue() {
			return this.value;
		}

	}

}
