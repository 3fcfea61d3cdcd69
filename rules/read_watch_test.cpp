#include "rules/read_watch_test.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/watch_keys.h"

namespace rasid::rules {
namespace {

class TestReader {
 public:
  TestReader(yaml::File const& file, Vocabulary const& vocabulary, Diagnostics& problems)
      : file_(file), vocabulary_(vocabulary), problems_(problems) {}

  WatchTest run(yaml::Value const& item) {
    WatchTest test{.name = {}, .steps = {}, .line = item.line};
    yaml::Value const* const steps = item.find("steps");
    if (steps == nullptr) begin_step(item).expect.alert = true;
    read(item, "a test", test_keys());
    if (steps == nullptr) {
      end_step(item);
      for (std::string const key : {"article", "expect"}) {
        if (item.find(key) == nullptr && item.kind == yaml::Value::Kind::map) {
          problems_.push_back(file_.error(item, fmt::format("a test needs {}", key), "or steps, for several articles"));
        }
      }
    } else if (item.find("article") != nullptr || item.find("expect") != nullptr) {
      problems_.push_back(file_.error(*steps, "a test has either steps, or one article and what to expect of it",
                                      "move article and expect into the first step"));
    }
    test.name = std::move(name_);
    test.steps = std::move(steps_);
    return test;
  }

 private:
  TestStep& begin_step(yaml::Value const& at) {
    fetched_.reset();
    steps_.emplace_back().line = at.line;
    return steps_.back();
  }

  void end_step(yaml::Value const& at) {
    TestStep& step = steps_.back();
    if (step.article) {
      if (step.at && !step.article->published) step.article->published = step.at;
      step.article->fetched = fetched_.value_or(step.article->published.value_or(Timestamp{}));
    }
    Expectation const& expect = step.expect;
    bool const of_alert = !expect.mentions.empty() || !expect.words.empty() || expect.sentence || expect.revision ||
                          expect.severity || expect.observed;
    if (!expect.alert && of_alert) {
      problems_.push_back(file_.error(at, "a test that expects no alert can expect nothing of it",
                                      "drop mentions, words and sentence, or write alert: true"));
    }
    if (expect.alert && !expect.reason.empty()) {
      problems_.push_back(file_.error(at, "a reason is on record where there is no alert", "write alert: false"));
    }
  }

  void read_steps(yaml::MapReader& reader) {
    for (yaml::Value const* item : reader.items("steps")) {
      begin_step(*item);
      read(*item, "a step of a test", step_keys());
      TestStep const& step = steps_.back();
      bool const timed = step.at || step.after || (step.article && step.article->published);
      if (!timed && steps_.size() == 1) {
        problems_.push_back(file_.error(*item, "it is not said when this comes", "write at: or published:"));
      }
      if (step.at && step.after) {
        problems_.push_back(file_.error(*item, "a step comes at a time or after a while", "drop one of at and after"));
      }
      end_step(*item);
    }
  }

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
    switch (info.key) {
      case Key::name:
        name_ = reader.required_text(info.name);
        break;
      case Key::steps:
        read_steps(reader);
        break;
      case Key::article:
        if (steps_.empty()) break;
        steps_.back().article.emplace();
        read(value, "article of a test", info.inner);
        break;
      case Key::expect:
        if (steps_.empty()) break;
        steps_.back().expect.alert = true;
        read(value, "expect of a test", info.inner);
        break;
      case Key::at:
        steps_.back().at = reader.timestamp(info.name);
        break;
      case Key::after:
        steps_.back().after = reader.duration(info.name);
        break;
      default:
        if (steps_.back().article) take_article(info, value, reader, *steps_.back().article);
        take_expected(info, value, reader, steps_.back().expect);
    }
  }

  void take_article(KeyInfo const& info, yaml::Value const& value, yaml::MapReader& reader, Article& article) {
    switch (info.key) {
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
      default:
        break;  // keys of other maps
    }
  }

  void take_expected(KeyInfo const& info, yaml::Value const& value, yaml::MapReader& reader, Expectation& expect) {
    auto const number = [&] {
      auto const read = reader.integer(info.name, 1, 1'000'000);
      return read ? std::optional(static_cast<std::uint32_t>(*read)) : std::nullopt;
    };
    switch (info.key) {
      case Key::alert:
        expect.alert = reader.boolean(info.name).value_or(true);
        break;
      case Key::mentions:
        expect.mentions = reader.texts(info.name);
        check_mentions(value);
        break;
      case Key::words:
        expect.words = reader.texts(info.name);
        break;
      case Key::sentence:
        expect.sentence = number();
        break;
      case Key::revision:
        expect.revision = number();
        break;
      case Key::observed:
        expect.observed = number();
        break;
      case Key::reason:
        expect.reason = reader.text(info.name).value_or("");
        break;
      case Key::expected_severity: {
        auto const name = reader.choice(info.name, {severities.begin(), severities.end()});
        auto const found = std::ranges::find(severities, name.value_or(""));
        if (found != severities.end()) expect.severity = static_cast<Severity>(found - severities.begin());
        break;
      }
      default:
        break;  // keys of other maps
    }
  }

  void check_text(yaml::Value const& map) {
    if (steps_.back().article->title.empty() && steps_.back().article->body.empty()) {
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
  std::string name_;
  std::vector<TestStep> steps_;
  std::optional<Timestamp> fetched_;
};

}  // namespace

WatchTest read_watch_test(yaml::File const& file, yaml::Value const& item, Vocabulary const& vocabulary,
                          Diagnostics& problems) {
  return TestReader(file, vocabulary, problems).run(item);
}

}  // namespace rasid::rules
