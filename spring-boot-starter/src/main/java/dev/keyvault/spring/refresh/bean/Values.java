package dev.keyvault.spring.refresh.bean;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/**
 * Compares and replaces the values of bound properties. Nested JavaBeans count by their
 * properties, collections by their elements.
 */
final class Values {

	private Values() {
	}

	static boolean areSame(@Nullable Object one, @Nullable Object other) {
		return areSame(one, other, Collections.newSetFromMap(new IdentityHashMap<>()));
	}

	private static boolean areSame(@Nullable Object one, @Nullable Object other, Set<Object> seen) {
		if (one == null || other == null || one == other) {
			return one == other;
		}
		if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
			return map.keySet().equals(otherMap.keySet())
					&& map.keySet().stream().allMatch((key) -> areSame(map.get(key), otherMap.get(key), seen));
		}
		if (one instanceof List<?> list && other instanceof List<?> otherList) {
			return areSame(list, otherList, seen);
		}
		if (one instanceof Object[] array && other instanceof Object[] otherArray) {
			return areSame(Arrays.asList(array), Arrays.asList(otherArray), seen);
		}
		if (one.getClass() != other.getClass() || !JavaBean.isComparedByProperties(one.getClass())) {
			return ObjectUtils.nullSafeEquals(one, other);
		}
		return !seen.add(one) || JavaBean.of(one.getClass())
			.properties()
			.stream()
			.allMatch((property) -> areSame(property.get(one), property.get(other), seen));
	}

	private static boolean areSame(List<?> list, List<?> other, Set<Object> seen) {
		Iterator<?> others = other.iterator();
		return list.size() == other.size()
				&& list.stream().allMatch((element) -> areSame(element, others.next(), seen));
	}

	/**
	 * Make a collection or map that has no setter like another one. New elements come in
	 * before old ones go, so that it is never seen empty. Keys of a map that the
	 * application has put there itself stay.
	 * @param old the collection or map with the old values
	 * @param fresh what it is to be like
	 * @param current the collection or map in use
	 */
	@SuppressWarnings("unchecked")
	static void replaceContent(Object old, Object fresh, Object current) {
		if (current instanceof Map<?, ?> map && fresh instanceof Map<?, ?> freshMap
				&& old instanceof Map<?, ?> oldMap) {
			((Map<Object, Object>) map).putAll((Map<Object, Object>) freshMap);
			map.keySet().removeIf((key) -> oldMap.containsKey(key) && !freshMap.containsKey(key));
		}
		else if (current instanceof List<?> list && fresh instanceof List<?> freshList) {
			replaceElements((List<@Nullable Object>) list, freshList);
		}
		else if (current instanceof Collection<?> collection && fresh instanceof Collection<?> freshCollection) {
			((Collection<Object>) collection).addAll(freshCollection);
			collection.removeIf((element) -> !freshCollection.contains(element));
		}
	}

	private static void replaceElements(List<@Nullable Object> list, List<?> fresh) {
		for (int i = 0; i < fresh.size(); i++) {
			if (i < list.size()) {
				list.set(i, fresh.get(i));
			}
			else {
				list.add(fresh.get(i));
			}
		}
		list.subList(fresh.size(), list.size()).clear();
	}

}
