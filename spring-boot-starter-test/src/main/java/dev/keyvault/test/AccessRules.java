package dev.keyvault.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * Says which operations a vault denies to callers with a valid token. None, unless told.
 */
public final class AccessRules {

	private final List<Denial> denials = new CopyOnWriteArrayList<>();

	AccessRules() {
	}

	/**
	 * Denies an operation on all objects of a kind.
	 * @param rule the rule that denies it
	 * @param type the kind of object
	 * @param operation the operation
	 */
	public void deny(AccessRule rule, ObjectType type, Operation operation) {
		this.denials.add(new Denial(rule, type, operation, null));
	}

	/**
	 * Denies an operation on one object.
	 * @param rule the rule that denies it
	 * @param type the kind of object
	 * @param operation the operation
	 * @param name the name of the object
	 */
	public void deny(AccessRule rule, ObjectType type, Operation operation, String name) {
		this.denials.add(new Denial(rule, type, operation, name));
	}

	/**
	 * Allows every operation again.
	 */
	public void allowAll() {
		this.denials.clear();
	}

	RequestHandler before(RequestHandler next, EntraDirectory directory) {
		return (request) -> {
			for (Denial denial : this.denials) {
				denial.check(request, directory);
			}
			return next.handle(request);
		};
	}

	private record Denial(AccessRule rule, ObjectType type, Operation operation, @Nullable String name) {

		void check(VaultRequest request, EntraDirectory directory) {
			boolean applies = request.segment(0).equals(this.type.collection())
					&& this.operation == Operation.of(request)
					&& (this.name == null || this.name.equalsIgnoreCase(request.segment(1)));
			if (applies) {
				throw this.rule.error(this.type, this.operation, directory.caller()).asException();
			}
		}

	}

}
