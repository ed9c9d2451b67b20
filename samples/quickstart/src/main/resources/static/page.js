'use strict';

const element = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const versions = new Map();

function cell(label, text) {
	const td = document.createElement('td');
	td.dataset.label = label;
	td.textContent = text;
	return td;
}

function since(instant) {
	const td = cell('Since', '');
	const moment = document.createElement('time');
	moment.dateTime = instant;
	moment.textContent = time.format(new Date(instant));
	td.append(moment);
	return td;
}

function row(id, version, cells) {
	const tr = document.createElement('tr');
	tr.dataset.id = id;
	tr.append(...cells);
	tr.classList.toggle('changed', versions.has(id) && versions.get(id) !== version);
	versions.set(id, version);
	return tr;
}

function keyRow(key) {
	const name = cell('Key', key.name);
	return row(key.name, key.version, [name, cell('Object', key.object), cell('Version', key.version),
		since(key.since), cell('Value', key.value)]);
}

function followerRow(follower) {
	return row(follower.way, follower.version,
		[cell('Bean', follower.way), cell('Version', follower.version), since(follower.since)]);
}

function news(overview) {
	const changed = overview.keys.filter((key) => versions.has(key.name) && versions.get(key.name) !== key.version);
	if (changed.length === 0) {
		return null;
	}
	const names = changed.map((key) => `${key.name} is now version ${key.version.slice(0, 8)}…`).join(', ');
	const current = new Set(overview.keys.map((key) => key.version));
	const following = overview.followers.filter((follower) => current.has(follower.version));
	return `${names}; ${following.length} of ${overview.followers.length} beans have followed.`;
}

function show(overview) {
	const message = news(overview);
	element('keys').replaceChildren(...overview.keys.map(keyRow));
	element('followers').replaceChildren(...overview.followers.map(followerRow));
	element('connection-string').textContent = overview.connectionString;
	element('rotate').hidden = !overview.rotatable;
	if (message) {
		element('news').textContent = message;
	}
}

function connection(state) {
	element('connection').textContent = state;
	element('connection').classList.toggle('live', state === 'live');
}

async function rotate() {
	element('rotate').disabled = true;
	try {
		const answer = await fetch('rotate', { method: 'POST' });
		if (!answer.ok) {
			element('news').textContent = await answer.text();
		}
	}
	catch (failure) {
		element('news').textContent = 'The application does not answer.';
	}
	finally {
		element('rotate').disabled = false;
	}
}

const events = new EventSource('events');
events.onopen = () => connection('live');
events.onerror = () => connection('reconnecting');
events.onmessage = (event) => show(JSON.parse(event.data));
element('rotate').addEventListener('click', rotate);
