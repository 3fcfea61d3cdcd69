#include "daemon/configuration/in_force.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/describe.h"

namespace rasid::configuration {
namespace {

/// FNV-1a over the fields of a part, each with its length.
class Digest {
 public:
  Digest& operator<<(std::string_view text) {
    number(text.size());
    for (char const c : text) mix(static_cast<unsigned char>(c));
    return *this;
  }
  Digest& number(std::uint64_t value) {
    for (int i = 0; i < 8; ++i, value >>= 8U) mix(static_cast<unsigned char>(value));
    return *this;
  }
  Digest& operator<<(std::optional<Duration> const& length) {
    return number(length ? static_cast<std::uint64_t>(length->count()) : UINT64_MAX);
  }
  Digest& operator<<(std::optional<Timestamp> const& time) {
    return number(time ? static_cast<std::uint64_t>(time->time_since_epoch().count()) : UINT64_MAX);
  }
  Digest& operator<<(std::vector<std::string> const& texts) {
    number(texts.size());
    for (std::string const& text : texts) *this << text;
    return *this;
  }
  [[nodiscard]] std::string text() const { return fmt::format("{:016x}", hash_); }

 private:
  void mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001B3ULL; }

  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

std::string digest_of(FeedSettings const& feed) {
  Digest digest;
  digest << feed.url << feed.title << feed.language << feed.tags << feed.interval << feed.least_interval
         << feed.most_interval;
  digest.number(static_cast<std::uint64_t>(feed.full_text)).number(feed.allow_private ? 1 : 0);
  if (feed.access) {
    fetch::Access const& access = *feed.access;
    digest << access.user << access.password << access.cookies << access.certificate << access.key << access.ca_file;
    for (auto const& [name, value] : access.headers) digest << name << value;
    if (access.proxy) digest << access.proxy->url << access.proxy->user << access.proxy->password;
  }
  return digest.text();
}

std::string digest_of(rules::Watch const& watch) {
  Digest digest;
  digest << watch.title << watch.when << watch.tags;
  digest.number(static_cast<std::uint64_t>(watch.severity)).number(watch.sinks.size());
  for (SinkId const& sink : watch.sinks) digest << sink.value;
  if (watch.around) {
    digest.number(watch.around->digest);
    digest << rules::describe(*watch.around) << watch.around->text;
    for (rules::WebLink const& link : watch.around->links) digest << link.title << link.url;
  }
  return digest.text();
}

void add(Digest& digest, entities::Entity const& entity) {
  digest << entity.key << entity.label << entity.groups << entity.country << entity.place_kind;
  digest.number(static_cast<std::uint64_t>(entity.kind)).number(entity.names.size());
  for (entities::Name const& name : entity.names) digest << name.text << name.language;
  for (entities::Name const& name : entity.names) digest.number(name.ambiguous ? 1 : 0);
  for (entities::Role const& role : entity.roles) digest << role.text << role.language << role.from << role.to;
  if (entity.point) digest << fmt::format("{},{}", entity.point->latitude, entity.point->longitude);
  if (entity.within) digest.number(static_cast<std::uint64_t>(*entity.within));
}

Change change(std::string_view kind, InForce::Parts const& from, InForce::Parts const& to) {
  Change out{kind, {}, {}, {}};
  for (auto const& [name, digest] : to) {
    auto const before = from.find(name);
    if (before == from.end()) {
      out.added.push_back(name);
    } else if (before->second != digest) {
      out.changed.push_back(name);
    }
  }
  for (auto const& [name, digest] : from) {
    if (!to.contains(name)) out.removed.push_back(name);
  }
  return out;
}

}  // namespace

InForce in_force(Snapshot const& snapshot) {
  InForce out;
  out.settings = snapshot.settings.written;
  for (SinkSettings const& sink : snapshot.settings.sinks) out.sinks.emplace(sink.id.value, sink.manners.configured_as);
  for (FeedSettings const& feed : snapshot.feeds) out.feeds.emplace(feed.id.value, digest_of(feed));
  for (rules::Watch const& watch : snapshot.watches.watches()) out.watches.emplace(watch.id.value, digest_of(watch));
  Digest places;
  for (entities::Entity const& entity : snapshot.extractors.catalogue().all()) {
    if (entity.kind == EntityKind::place) {
      add(places, entity);
    } else {
      Digest actor;
      add(actor, entity);
      out.actors.emplace(entity.key, actor.text());
    }
  }
  out.places.emplace("gazetteer", places.text());
  return out;
}

std::vector<Change> changes(InForce const& from, InForce const& to) {
  std::vector<Change> all = {change("setting", from.settings, to.settings), change("feed", from.feeds, to.feeds),
                             change("sink", from.sinks, to.sinks),          change("actor", from.actors, to.actors),
                             change("watch", from.watches, to.watches),     change("places", from.places, to.places)};
  std::erase_if(all, [](Change const& each) { return each.empty(); });
  return all;
}

bool needs_restart(std::string_view key) {
  static constexpr std::array<std::string_view, 9> keys = {"contact", "store",  "control_socket", "egress",   "fetch",
                                                           "retry",   "outbox", "pipeline",       "log_level"};
  return std::ranges::find(keys, key) != keys.end();
}

}  // namespace rasid::configuration
