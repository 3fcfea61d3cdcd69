#include "rules/read_watch_test.h"

#include <fmt/format.h>

#include "rules/watch_keys.h"

namespace rasid::rules {
namespace {

class TestReader {
 public:
  TestReader(yaml::File const& file, Vocabulary const& vocabulary, Diagnostics& problems)
      : file_(file), vocabulary_(vocabulary), problems_(problems) {}

  WatchTest run(yaml::Value const& item) {
    test_.line = item.line;
    read(item, "a test", test_keys());
    Article& article = test_.article;
    article.fetched = fetched_.value_or(article.published.value_or(Timestamp{}));
    if (!test_.alert && (!test_.mentions.empty() || !test_.words.empty() || test_.sentence)) {
      problems_.push_back(file_.error(item, "a test that expects no alert can expect nothing of it",
                                      "drop mentions, words and sentence, or write alert: true"));
    }
    return std::move(test_);
  }

 private:
  void read(yaml::Value const& map, std::string_view what, std::span<KeyInfo const> keys) {
    yaml::MapReader reader(file_, map, std::string(what), problems_);
    if (map.kind != yaml::Value::Kind::map) return;
    for (KeyInfo const& info : keys) {
      yaml::Value const* const value = info.required ? reader.required_child(info.name) : reader.child(info.name);
      if (value != nullptr) take(info, *value, reader);
    }
    if (keys.data() == article_keys().data()) check_text(map);
    reader.finish();
  }

  void take(KeyInfo const& info, yaml::Value const& value, yaml::MapReader& reader) {
    Article& article = test_.article;
    switch (info.key) {
      case Key::name:
        test_.name = reader.required_text(info.name);
        break;
      case Key::article:
      case Key::expect:
        read(value, fmt::format("{} of a test", info.name), info.inner);
        break;
      case Key::article_title:
        article.title = reader.text(info.name).value_or("");
        break;
      case Key::text:
        article.body = reader.text(info.name).value_or("");
        break;
      case Key::feed:
        article.feed.value = reader.text(info.name).value_or("");
        check_feed(value);
        break;
      case Key::url:
        article.url = reader.text(info.name).value_or("");
        break;
      case Key::published:
        article.published = reader.timestamp(info.name);
        break;
      case Key::fetched:
        fetched_ = reader.timestamp(info.name);
        break;
      case Key::lang:
        article.language = reader.text(info.name).value_or("");
        break;
      case Key::author:
        article.author = reader.text(info.name).value_or("");
        break;
      case Key::article_tags:
        article.tags = reader.texts(info.name);
        break;
      case Key::alert:
        test_.alert = reader.boolean(info.name).value_or(true);
        break;
      case Key::mentions:
        test_.mentions = reader.texts(info.name);
        check_mentions(value);
        break;
      case Key::words:
        test_.words = reader.texts(info.name);
        break;
      case Key::sentence:
        if (auto const number = reader.integer(info.name, 1, 1'000'000)) {
          test_.sentence = static_cast<std::uint32_t>(*number);
        }
        break;
      default:
        break;  // keys of other maps
    }
  }

  void check_text(yaml::Value const& map) {
    if (test_.article.title.empty() && test_.article.body.empty()) {
      problems_.push_back(file_.error(map, "the article of a test needs a text, or a title at least"));
    }
  }

  void check_feed(yaml::Value const& value) {
    if (value.kind != yaml::Value::Kind::scalar || vocabulary_.feeds.contains(value.text)) return;
    std::vector<std::string> const known(vocabulary_.feeds.begin(), vocabulary_.feeds.end());
    auto const near = nearest(value.text, known, 1);
    problems_.push_back(file_.error(
        value, fmt::format("unknown feed \"{}\"", value.text),
        near.empty() ? "write the id of a configured feed" : fmt::format("did you mean \"{}\"?", near.front())));
  }

  /// "actor:qaani", "place:green-zone": by key, so that the report can name what differs.
  void check_mentions(yaml::Value const& value) {
    for (yaml::Value const& item : value.items) {
      std::size_t const colon = std::min(item.text.find(':'), item.text.size());
      std::string const kind = item.text.substr(0, colon);
      std::string const key = colon < item.text.size() ? item.text.substr(colon + 1) : "";
      entities::Catalogue const& catalogue = *vocabulary_.catalogue;
      bool const place = kind == "place";
      if (kind != "actor" && !place) {
        problems_.push_back(file_.error(item, fmt::format("\"{}\" is not a mention", item.text),
                                        "write actor:key or place:key, as in actor:qaani"));
        continue;
      }
      auto const named = place ? catalogue.places_named(key) : catalogue.actors_named(key);
      if (std::ranges::any_of(named, [&](EntityIndex index) { return catalogue[index].key == key; })) continue;
      std::string remedy = "write its key, which rasid extract shows";
      auto const near = place ? catalogue.places_like(key) : catalogue.actors_like(key);
      if (!named.empty()) {
        remedy = fmt::format("did you mean \"{}:{}\"?", kind, catalogue[named.front()].key);
      } else if (!near.empty()) {
        remedy = fmt::format("did you mean \"{}\"?", near.front());
      }
      problems_.push_back(file_.error(item, fmt::format("no {} has the key \"{}\"", kind, key), std::move(remedy)));
    }
  }

  yaml::File const& file_;
  Vocabulary const& vocabulary_;
  Diagnostics& problems_;
  WatchTest test_;
  std::optional<Timestamp> fetched_;
};

}  // namespace

WatchTest read_watch_test(yaml::File const& file, yaml::Value const& item, Vocabulary const& vocabulary,
                          Diagnostics& problems) {
  return TestReader(file, vocabulary, problems).run(item);
}

}  // namespace rasid::rules
