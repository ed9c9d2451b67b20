package dev.keyvault.spring.refresh.bean;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.config.literal.ExpressionText;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationContext;

/**
 * Rejects values that would be evaluated as part of an expression in {@code @Value},
 * where {@link ValueFollower} would inject them.
 */
final class ValueValidator implements RotationValidator {

	private final RotationContext rotation;

	private final ValueInjectionPoints points;

	ValueValidator(RotationContext rotation, ValueInjectionPoints points) {
		this.rotation = rotation;
		this.points = points;
	}

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		EnvironmentChange change = this.rotation.changeOf(proposed);
		List<RejectedChange> rejected = new ArrayList<>();
		this.points.all()
			.stream()
			.filter(ValueInjectionPoint.Refreshable.class::isInstance)
			.forEach((point) -> addRejected(point, change, rejected));
		return rejected;
	}

	private static void addRejected(ValueInjectionPoint point, EnvironmentChange change,
			List<RejectedChange> rejected) {
		Set<Change> changes = change.changesIn(point.expression());
		String fault = changes.isEmpty() ? null : ExpressionText.findFault(point.expression(), change.after());
		if (fault != null) {
			changes.forEach((each) -> rejected.add(new RejectedChange(each, fault)));
		}
	}

}
