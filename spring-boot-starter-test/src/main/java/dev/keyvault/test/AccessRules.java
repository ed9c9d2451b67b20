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
	 * @param refusal the reason
	 * @param type the kind of object
	 * @param operation the operation
	 */
	public void deny(Refusal refusal, ObjectType type, Operation operation) {
		this.denials.add(new Denial(refusal, type, operation, null));
	}

	/**
	 * Denies an operation on one object.
	 * @param refusal the reason
	 * @param type the kind of object
	 * @param operation the operation
	 * @param name the name of the object
	 */
	public void deny(Refusal refusal, ObjectType type, Operation operation, String name) {
		this.denials.add(new Denial(refusal, type, operation, name));
	}

	/**
	 * Allows every operation again.
	 */
	public void allowAll() {
		this.denials.clear();
	}

	RequestHandler before(RequestHandler next, EntraDirectory directory) {
		return (call) -> {
			for (Denial denial : this.denials) {
				denial.check(call, directory);
			}
			return next.handle(call);
		};
	}

	private record Denial(Refusal refusal, ObjectType type, Operation operation, @Nullable String name) {

		void check(Call call, EntraDirectory directory) {
			boolean applies = call.segment(0).equals(this.type.collection()) && this.operation == Operation.of(call)
					&& (this.name == null || this.name.equalsIgnoreCase(call.segment(1)));
			if (applies) {
				throw this.refusal.error(this.type, this.operation, directory.caller()).asException();
			}
		}

	}

}
