#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/archived_mentions.h"
#include "daemon/cli/archive_options.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/log/log.h"
#include "daemon/store/article_account.h"
#include "rules/explain.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

std::string said(store::AccountOfDelivery const& delivery) {
  switch (delivery.state) {
    case store::DeliveryState::delivered:
      return fmt::format("delivered to {}", delivery.sink.value);
    case store::DeliveryState::dead:
      return fmt::format("given up for {} after {} attempts: {}", delivery.sink.value, delivery.attempts,
                         delivery.outcome);
    case store::DeliveryState::pending:
      break;
  }
  if (delivery.attempts == 0) return fmt::format("waits for {}", delivery.sink.value);
  return fmt::format("waits for {} after {} attempts: {}", delivery.sink.value, delivery.attempts, delivery.outcome);
}

/// A suppression's reason in a sentence.
std::string said(store::Suppression const& why) {
  std::string const& reason = why.reason;
  if (reason == "grouped") return fmt::format("grouped: the story was told already by alert {}", why.alert.value);
  if (reason == "unchanged")
    return fmt::format("the article was edited, and what proves it stayed as alert {} told it", why.alert.value);
  if (reason == "completed")
    return fmt::format("more of its text came, which is no news after alert {}", why.alert.value);
  if (reason.starts_with("silenced:")) return fmt::format("muted by silence {}", reason.substr(9));
  if (reason == "hours") return "it came outside the watch's hours";
  if (reason == "until") return "the watch had ended";
  if (reason == "late") return "it came later than the watch waits for, and was not counted";
  if (reason == "learning") return "the watch is still learning what is usual";
  if (reason == "known") return "nothing in it is new with the watch";
  if (reason == "repeated") return "an edit of what was counted before";
  if (reason.starts_with("count:")) return fmt::format("counted, with too few: {}", reason.substr(6));
  if (reason.starts_with("sequence:")) return fmt::format("a step of the sequence: {}", reason.substr(9));
  if (reason.starts_with("spike:")) return fmt::format("no more than usual: {}", reason.substr(6));
  return why.alert.empty() ? reason : fmt::format("{} (alert {})", reason, why.alert.value);
}

std::string state_of(store::ArticleAccount const& account) {
  if (account.quarantined) return "in quarantine: its handling ended the daemon; see: rasid quarantine";
  if (!account.handled) return "stored and not handled yet";
  return fmt::format("handled, story {}", account.archived.story.value);
}

/// The parts of an answer: what the records say, and, of a watch without any, what its condition says now.
class Answer {
 public:
  Answer(store::ArticleAccount const& account, configuration::Snapshot const& snapshot, std::string watch)
      : account_(account), snapshot_(snapshot), watch_(std::move(watch)) {}

  void print() const {
    Article const& article = account_.archived.article;
    fmt::print("{}\n  {}, {}, article {}\n  {}\n", log::visible(article.title), log::visible(article.feed.value),
               to_rfc3339(article.time()), article.id.value, state_of(account_));
    bool any = false;
    for (store::AccountOfAlert const& alert : account_.alerts) {
      if (!is_meant(alert.watch)) continue;
      any = true;
      fmt::print("{}: told as alert {}, revision {}\n", alert.watch.value, alert.id.value, alert.revision);
      for (auto const& delivery : alert.deliveries) fmt::print("  {}\n", log::visible(said(delivery)));
      for (SinkId const& sink : alert.held_for) fmt::print("  kept back for {} by its policy\n", sink.value);
      if (alert.deliveries.empty() && alert.held_for.empty()) fmt::print("  went to no sink, or long ago\n");
    }
    for (store::Suppression const& why : account_.suppressions) {
      if (!is_meant(why.watch)) continue;
      any = true;
      fmt::print("{}: not told: {}\n", why.watch.value, log::visible(said(why)));
    }
    if (!any && watch_.empty()) fmt::print("no watch held on it\n");
    if (!any && !watch_.empty() && account_.handled) print_condition();
  }

  [[nodiscard]] json::object as_json() const {
    Article const& article = account_.archived.article;
    json::array told;
    for (store::AccountOfAlert const& alert : account_.alerts) {
      if (is_meant(alert.watch)) told.push_back(as_json(alert));
    }
    json::array not_told;
    for (store::Suppression const& why : account_.suppressions) {
      if (!is_meant(why.watch)) continue;
      not_told.push_back(json::object{
          {"watch", why.watch.value}, {"reason", why.reason}, {"alert", why.alert.value}, {"says", said(why)}});
    }
    bool const none = told.empty() && not_told.empty();
    json::object out{{"article", article.id.value},
                     {"feed", article.feed.value},
                     {"title", article.title},
                     {"url", article.url},
                     {"story", account_.archived.story.value},
                     {"revision", account_.revision},
                     {"handled", account_.handled},
                     {"quarantined", account_.quarantined},
                     {"told", std::move(told)},
                     {"not_told", std::move(not_told)}};
    if (none && !watch_.empty()) {
      text::Document const document(article);
      out["condition"] = rules::to_json(explanation(document), document);
    }
    return out;
  }

 private:
  [[nodiscard]] bool is_meant(WatchId const& watch) const { return watch_.empty() || watch.value == watch_; }

  static json::object as_json(store::AccountOfAlert const& alert) {
    json::array deliveries;
    for (auto const& each : alert.deliveries) {
      deliveries.push_back(json::object{{"sink", each.sink.value},
                                        {"state", each.state == store::DeliveryState::pending     ? "pending"
                                                  : each.state == store::DeliveryState::delivered ? "delivered"
                                                                                                  : "dead"},
                                        {"attempts", each.attempts},
                                        {"outcome", each.outcome}});
    }
    json::array held;
    for (SinkId const& sink : alert.held_for) held.emplace_back(sink.value);
    return {{"watch", alert.watch.value},          {"alert", alert.id.value},
            {"revision", alert.revision},          {"decided", to_rfc3339(alert.decided)},
            {"deliveries", std::move(deliveries)}, {"held_for", std::move(held)}};
  }

  [[nodiscard]] rules::Explanation explanation(text::Document const& document) const {
    rules::Watch const& watch = *snapshot_.watches.find(WatchId{watch_});
    ArchivedMentions const known(snapshot_.extractors.catalogue());
    auto const mentions = known.mentions_of(account_.archived.mentions, document.text());
    return rules::explain(snapshot_.watches, watch, document, mentions, account_.archived.article);
  }

  void print_condition() const {
    text::Document const document(account_.archived.article);
    rules::Explanation const tree = explanation(document);
    fmt::print("{}: {}\n{}", watch_,
               tree.holds ? "it holds as it is written now; it was not there, or other, when the article came"
                          : "it does not hold",
               rules::render(tree, document));
  }

  store::ArticleAccount const& account_;
  configuration::Snapshot const& snapshot_;
  std::string watch_;
};

}  // namespace

int why(WhyOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  auto const& file = options.store.empty() ? snapshot->settings.store : options.store;
  auto const account = store::account_of(file, options.article);
  if (!account) {
    fmt::print(stderr, "error: {}\n", account.error().message());
    return failed;
  }
  if (!*account) {
    fmt::print(stderr,
               "no stored article has the id, URL or GUID \"{}\": it was not in a feed that was read, or it was swept "
               "away (rasid archive status)\n",
               log::visible(options.article));
    return failed;
  }
  bool const recorded =
      std::ranges::any_of((*account)->alerts, [&](auto const& each) { return each.watch.value == options.watch; }) ||
      std::ranges::any_of((*account)->suppressions,
                          [&](auto const& each) { return each.watch.value == options.watch; });
  if (!options.watch.empty() && !recorded && snapshot->watches.find(WatchId{options.watch}) == nullptr) {
    say_no_watch(*snapshot, options.watch);
    return wrong_input;
  }
  Answer const answer(**account, *snapshot, options.watch);
  if (options.json) {
    std::cout << json::serialize(answer.as_json()) << '\n';
  } else {
    answer.print();
  }
  return done;
}

}  // namespace rasid::cli
