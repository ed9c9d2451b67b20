package dev.keyvault.spring.refresh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties as a JavaBean, with all that one may have.
 */
@ConfigurationProperties("database")
class DatabaseBean {

	private @Nullable String user;

	private @Nullable String password;

	private String pool = "default";

	private final Nested nested = new Nested();

	private final Map<String, String> map = new LinkedHashMap<>();

	private List<String> list = new ArrayList<>();

	@Nullable String getUser() {
		return this.user;
	}

	void setUser(@Nullable String user) {
		this.user = user;
	}

	@Nullable String getPassword() {
		return this.password;
	}

	void setPassword(@Nullable String password) {
		this.password = password;
	}

	String getPool() {
		return this.pool;
	}

	void setPool(String pool) {
		this.pool = pool;
	}

	Nested getNested() {
		return this.nested;
	}

	Map<String, String> getMap() {
		return this.map;
	}

	List<String> getList() {
		return this.list;
	}

	void setList(List<String> list) {
		this.list = list;
	}

}
