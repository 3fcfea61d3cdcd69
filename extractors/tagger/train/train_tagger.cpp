#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <boost/json.hpp>

#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "daemon/alerts/code_points.h"
#include "extractors/entities/load_catalogue.h"
#include "extractors/extraction/extraction.h"
#include "extractors/tagger/features.h"
#include "extractors/tagger/hash.h"
#include "extractors/tagger/tagger.h"
#include "extractors/tagger/train/crf_trainer.h"
#include "extractors/text/fold.h"

namespace rasid::tagger {
namespace {

namespace json = boost::json;

struct Text {
  std::string source;
  std::string id;
  std::string language;
  std::size_t fold = 0;
  text::Document document;
  std::vector<Label> gold;
  std::vector<Word> words;
  std::vector<Mention> found;
};

struct Options {
  std::string config = "config";
  std::vector<std::string> corpora;
  std::vector<std::string> names;
  std::string titles;
  std::vector<std::string> known;
  std::string out;
  std::string predictions;
  std::size_t folds = 0;
  TrainingSettings training;
  bool one_pass = false;
  float bias = 0;
};

std::vector<std::string> split(std::string const& line, char by) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string part; std::getline(in, part, by);) out.push_back(part);
  return out;
}

/// Words that stand outside names so often that their being part of some says nothing: "من", "the", "на".
std::set<std::string> common_words(Options const& options) {
  std::map<std::string, std::pair<int, int>> counts;  // outside of names, all
  for (auto const& file : options.corpora) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      auto const object = json::parse(line).as_object();
      text::Document const document({}, object.at("text").as_string());
      alerts::CodePoints const points(document.text());
      for (auto const& token : document.tokens()) {
        auto const at = static_cast<std::int64_t>(points.at(token.range.begin));
        bool inside = false;
        for (auto const& value : object.at("entities").as_array()) {
          auto const& entity = value.as_object();
          inside = inside || (entity.at("start").as_int64() <= at && at < entity.at("end").as_int64());
        }
        auto& count = counts[std::string(document.folded(token))];
        ++count.second;
        if (!inside) ++count.first;
      }
    }
  }
  std::set<std::string> out;
  for (auto const& [word, count] : counts)
    if (count.first >= 8 && count.first * 10 > count.second * 9) out.insert(word);
  return out;
}

Lexicon read_lexicon(Options const& options) {
  auto const common = common_words(options);
  Lexicon out;
  std::map<std::string, int> counts;
  for (auto const& file : options.names) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      auto const fields = split(line, '\t');
      if (fields.size() < 3) continue;
      int const count = std::stoi(fields[2]);
      counts[text::fold(fields[1])] += count;
      counts[text::fold(fields[0])] += count;
    }
  }
  std::size_t kept = 0;
  for (auto const& [word, count] : counts) {
    if (count < 2 || word.find(' ') != std::string::npos || common.contains(word)) continue;
    auto const bucket = std::min(7, static_cast<int>(std::log2(count / 2)));
    out.add(Lexicon::Use::name_part, hash(word), static_cast<std::uint8_t>(bucket));
    ++kept;
  }
  std::map<std::string, std::uint8_t> concepts;
  std::ifstream in(options.titles);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto const fields = split(line, '\t');
    if (fields.size() < 4) continue;
    static std::set<std::string> const own{"city", "say-verb", "company", "army", "party", "council", "kunya", "mr", "unnamed-source", "ministry"};
    std::string const name = own.contains(fields[0]) ? fields[0] : fields[1];
    auto const number = concepts.emplace(name, static_cast<std::uint8_t>(concepts.size() + 1)).first->second;
    std::uint64_t key = 0;
    std::size_t words = 0;
    for (auto const& word : split(text::fold(fields[3]), ' ')) {
      if (word.empty()) continue;
      key = words++ == 0 ? hash(word) : combine(key, hash(word));
    }
    if (words > 0 && words <= limit_cue_words) out.add(Lexicon::Use::cue, key, number);
  }
  std::map<std::string, std::uint8_t> classes;
  for (auto const& file : options.known) {
    std::ifstream list(file);
    std::getline(list, line);
    while (std::getline(list, line)) {
      auto const fields = split(line, '\t');
      auto const number = classes.emplace(fields[0], static_cast<std::uint8_t>(classes.size() + 1)).first->second;
      for (std::size_t i = 1; i < fields.size(); ++i)
        for (auto const& name : split(fields[i], '|')) {
          std::uint64_t key = 0;
          std::size_t words = 0;
          for (auto const& word : split(text::fold(name), ' '))
            if (!word.empty()) key = words++ == 0 ? hash(word) : combine(key, hash(word));
          if (words > 0 && words <= limit_cue_words) out.add(Lexicon::Use::known, key, number);
        }
    }
  }
  if (auto const* file = getenv("UNKNOWN")) {
    std::ifstream list(file);
    for (std::string word; std::getline(list, word);) out.add(Lexicon::Use::unknown, hash(text::fold(word)), 1);
  }
  out.seal();
  fmt::print(stderr, "lexicon: {} name parts, {} classes of cues, {} bytes\n", kept, concepts.size(), out.serialise().size());
  return out;
}

void read_corpus(std::string const& file, Extractors const& extractors, Lexicon const& lexicon, std::size_t folds,
                 std::vector<Text>& out) {
  std::ifstream in(file);
  std::string line;
  std::size_t number = 0;
  std::string const source = std::filesystem::path(file).stem().string();
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    auto const object = json::parse(line).as_object();
    Article article;
    article.body = std::string(object.at("text").as_string());
    Extraction extraction = extractors.extract(article);
    Text text{source, std::string(object.at("id").as_string()), std::string(object.at("lang").as_string()), 0,
              std::move(extraction.document), {}, {}, std::move(extraction.mentions)};
    // Neighbouring documents are of one text.
    std::string const block = text.id.substr(0, text.id.rfind('-'));
    text.fold = folds == 0 ? 0 : source == "aqmar" ? hash(block) % folds : (number / 20) % folds;
    ++number;
    text.gold.assign(text.document.tokens().size(), Label::outside);
    alerts::CodePoints const points(text.document.text());
    for (auto const& value : object.at("entities").as_array()) {
      auto const& entity = value.as_object();
      auto const begin = static_cast<std::size_t>(entity.at("start").as_int64());
      auto const end = static_cast<std::size_t>(entity.at("end").as_int64());
      auto const& type = entity.at("type").as_string();
      EntityKind const kind = type == "PER" ? EntityKind::person : type == "LOC" ? EntityKind::place : EntityKind::organisation;
      bool first = true;
      for (std::size_t i = 0; i < text.gold.size(); ++i) {
        auto const range = text.document.tokens()[i].range;
        if (points.at(range.begin) >= end) break;
        if (points.at(range.end) <= begin) continue;
        text.gold[i] = first ? begin_of(kind) : inside_of(kind);
        first = false;
      }
    }
    // A sentence's end inside a name would make a sequence that the labels do not allow.
    auto const tokens = text.document.tokens();
    for (std::size_t i = 0; i < text.gold.size(); ++i)
      if (continues(text.gold[i]) && (i == 0 || tokens[i].sentence != tokens[i - 1].sentence || !may_follow(text.gold[i - 1], text.gold[i])))
        text.gold[i] = begin_of(kind_of(text.gold[i]));
    text.words = read_words(text.document, lexicon, extractors.catalogue(), text.found);
    out.push_back(std::move(text));
  }
}

void add_examples(Text const& text, std::span<Opinion const> opinions, std::vector<Example>& out) {
  for (auto const sentence : sentences_of(text.document, text.words)) {
    auto const offset = static_cast<std::size_t>(sentence.data() - text.words.data());
    auto const said = opinions.empty() ? opinions : opinions.subspan(offset, sentence.size());
    Example& example = out.emplace_back();
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      features(sentence, said, i, example.features);
      example.ends.push_back(static_cast<std::uint32_t>(example.features.size()));
      example.gold.push_back(text.gold[offset + i]);
    }
    if (text.source.starts_with("wikiann")) example.weight = 0.5F;
  }
}

using Texts = std::vector<Text const*>;

Weights train_first(Texts const& texts, Options const& options) {
  std::vector<Example> examples;
  for (Text const* text : texts) add_examples(*text, {}, examples);
  return train(examples, options.training);
}

/// The second pass learns from opinions of first passes that had not seen the text.
Weights train_second(Texts const& texts, Options const& options) {
  constexpr std::size_t parts = 3;
  std::vector<Example> examples;
  for (std::size_t part = 0; part < parts; ++part) {
    Texts rest;
    for (std::size_t i = 0; i < texts.size(); ++i)
      if ((i / 10) % parts != part) rest.push_back(texts[i]);
    Weights const first = train_first(rest, options);
    std::vector<Label> labels;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if ((i / 10) % parts != part) continue;
      auto const marginals = run_pass(texts[i]->document, texts[i]->words, {}, first, labels);
      add_examples(*texts[i], opinions_of(texts[i]->words, marginals), examples);
    }
  }
  return train(examples, options.training);
}

struct Passes {
  Weights first;
  Weights second;
};

Passes train_both(Texts const& texts, Options const& options) {
  Passes out{train_first(texts, options), {}};
  if (!options.one_pass) out.second = train_second(texts, options);
  return out;
}

void predict(Text const& text, Passes const& passes, bool one_pass, std::ostream& out) {
  std::vector<Label> labels;
  auto marginals = run_pass(text.document, text.words, {}, passes.first, labels);
  if (!one_pass) {
    auto const opinions = opinions_of(text.words, marginals);
    marginals = run_pass(text.document, text.words, opinions, passes.second, labels);
  }
  alerts::CodePoints const points(text.document.text());
  json::array entities;
  for (Name const& name : join(text.document, labels, marginals))
    entities.push_back(json::object{{"start", points.at(name.range.begin)},
                                    {"end", points.at(name.range.end)},
                                    {"type", name.kind == EntityKind::person ? "PER" : name.kind == EntityKind::place ? "LOC" : "ORG"}});
  out << json::serialize(json::object{{"id", text.id}, {"lang", text.language}, {"text", text.document.text()}, {"entities", std::move(entities)}}) << '\n';
}

int run(Options const& options) {
  auto catalogue = entities::load_catalogue(options.config);
  if (!catalogue) { fmt::print(stderr, "error: the lists in {} cannot be read\n", options.config); return 1; }
  Extractors const extractors(*catalogue);
  Model model;
  model.lexicon = read_lexicon(options);
  std::vector<Text> texts;
  for (auto const& file : options.corpora) read_corpus(file, extractors, model.lexicon, options.folds, texts);
  fmt::print(stderr, "{} documents\n", texts.size());
  if (getenv("DUMP")) {
    std::map<std::pair<int,int>, int> n, c, l;
    for (Text const& t : texts) for (std::size_t i = 0; i < t.words.size(); ++i) { ++n[{int(index(t.gold[i])), t.words[i].name_part}]; ++c[{int(index(t.gold[i])), t.words[i].cue_before}]; ++l[{int(index(t.gold[i])), t.words[i].listed}]; }
    for (auto const& [k, v] : n) fmt::print("name {} {} {}\n", k.first, k.second, v);
    for (auto const& [k, v] : c) fmt::print("cue {} {} {}\n", k.first, k.second, v);
    for (auto const& [k, v] : l) fmt::print("listed {} {} {}\n", k.first, k.second, v);
  }
  if (options.folds > 0) {
    std::map<std::string, std::ofstream> files;
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
      Texts rest;
      for (Text const& text : texts) if (text.fold != fold || options.folds == 1) rest.push_back(&text);
      auto passes = train_both(rest, options);
      passes.first.bias = passes.second.bias = options.bias;
      for (Text const& text : texts) {
        if (text.fold != fold) continue;
        auto& file = files[text.source];
        if (!file.is_open()) file.open(options.predictions + "/" + text.source + ".jsonl");
        predict(text, passes, options.one_pass, file);
      }
      fmt::print(stderr, "fold {} of {}\n", fold + 1, options.folds);
    }
  }
  if (!options.out.empty()) {
    Texts all;
    for (Text const& text : texts) all.push_back(&text);
    auto passes = train_both(all, options);
    model.first = std::move(passes.first);
    model.second = std::move(passes.second);
    std::ofstream(options.out, std::ios::binary) << model.serialise();
    fmt::print(stderr, "{}: {} bytes\n", options.out, std::filesystem::file_size(options.out));
  }
  return 0;
}

}  // namespace
}  // namespace rasid::tagger

int main(int argc, char** argv) {
  rasid::tagger::Options options;
  CLI::App app("Trains the tagger that finds names which are on no list.");
  app.add_option("--config", options.config);
  app.add_option("--names", options.names);
  app.add_option("--titles", options.titles);
  app.add_option("--known", options.known);
  app.add_option("--folds", options.folds);
  app.add_option("--predictions", options.predictions);
  app.add_option("--out", options.out);
  app.add_option("--epochs", options.training.epochs);
  app.add_option("--rate", options.training.rate);
  app.add_option("--l2", options.training.l2);
  app.add_option("--power", options.training.power);
  app.add_option("--floor", options.training.floor);
  app.add_option("--decay", options.training.decay);
  app.add_option("--dropout", options.training.dropout);
  app.add_option("--least", options.training.least);
  app.add_option("--bias", options.bias);
  app.add_flag("--one-pass", options.one_pass);
  app.add_option("corpora", options.corpora)->required();
  CLI11_PARSE(app, argc, argv);
  return rasid::tagger::run(options);
}
