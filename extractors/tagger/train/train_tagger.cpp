// Trains the tagger's model, or judges it by cross-validation. Run by scripts/train-tagger.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <fstream>
#include <iostream>
#include <map>

#include "daemon/alerts/code_points.h"
#include "extractors/discovery/discover.h"
#include "extractors/entities/load_catalogue.h"
#include "extractors/extraction/named_spans.h"
#include "extractors/tagger/hash.h"
#include "extractors/tagger/train/build_lexicon.h"
#include "extractors/tagger/train/crf_trainer.h"
#include "extractors/tagger/train/training_text.h"
#include "extractors/text/fold.h"

namespace rasid::tagger {
namespace {

namespace json = boost::json;

struct Options {
  std::filesystem::path config = "config";
  std::vector<std::filesystem::path> corpora;
  std::vector<std::filesystem::path> marked;
  LexiconSources lexicon;
  std::filesystem::path out;
  std::filesystem::path predictions;
  std::size_t folds = 0;
  std::size_t copies = 3;  // of own sentences, with other names
  TrainingSettings training;
};

std::vector<RawText> read_all(Options const& options) {
  std::vector<RawText> out;
  auto const append = [&](std::vector<RawText> texts) { std::ranges::move(texts, std::back_inserter(out)); };
  for (auto const& file : options.corpora) append(read_jsonl(file));
  for (auto const& file : options.marked) append(read_marked(file));
  return out;
}

/// Words that stand outside names so often that their being part of some says nothing: "من", "the", "на".
std::set<std::string> common_words(std::vector<RawText> const& texts) {
  constexpr int often = 8;
  struct Count {
    int outside = 0;
    int all = 0;
  };
  std::map<std::string, Count> counts;
  for (RawText const& text : texts) {
    text::Document const document({}, text.text);
    for (auto const& token : document.tokens()) {
      Count& count = counts[std::string(document.folded(token))];
      ++count.all;
      if (std::ranges::none_of(text.names, [&](Marked const& m) { return m.range.overlaps(token.range); }))
        ++count.outside;
    }
  }
  std::set<std::string> out;
  for (auto const& [word, count] : counts)
    if (count.outside >= often && count.outside * 10 > count.all * 9) out.insert(word);
  return out;
}

Substitutes substitutes_for(std::string const& language, Options const& options, entities::Catalogue const& catalogue) {
  Substitutes out;
  for (auto const& file : options.lexicon.names) {
    if (file.stem() != "nameparts_" + language && file.stem() != "people_" + language) continue;
    constexpr int least = 20;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      auto const fields = split(line, '\t');
      if (fields.size() < 3 || std::stoi(fields[2]) < least) continue;
      // Which part of a name a word is the lists do not say: the more common half serves as given names.
      (std::stoi(fields[2]) >= 3 * least ? out.given : out.family).push_back(fields[1]);
    }
  }
  for (auto const& entity : catalogue.all()) {
    if (entity.kind != EntityKind::place || entity.place_kind == "country") continue;
    for (auto const& name : entity.names)
      if (name.language == language && !name.ambiguous) out.places.push_back(name.text);
  }
  if (out.family.empty()) out.given.clear();
  if (language == "ru") out = {};  // names are inflected there
  return out;
}

Example example_of(std::span<Word const> sentence, std::span<Label const> gold, RawText const& raw) {
  Example out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    static Word const edge{};
    for (std::size_t seat = 0; seat < seat_count; ++seat) {
      auto const k = static_cast<std::ptrdiff_t>(i + seat) - 2;
      bool const beyond = k < 0 || k >= static_cast<std::ptrdiff_t>(sentence.size());
      features_of_word(beyond ? edge : sentence[static_cast<std::size_t>(k)], static_cast<Seat>(seat), out.features);
    }
    features_of_place(sentence, i, out.features);
    out.ends.push_back(static_cast<std::uint32_t>(out.features.size()));
  }
  out.gold.assign(gold.begin(), gold.end());
  out.weight = raw.weight;
  return out;
}

using Texts = std::vector<Text const*>;

Weights train_on(Texts const& texts, TrainingSettings const& settings) {
  std::vector<Example> examples;
  for (Text const* text : texts) {
    if (text->raw.places_only) continue;
    for (auto const sentence : sentences_of(text->extraction.document, text->words)) {
      auto const offset = static_cast<std::size_t>(sentence.data() - text->words.data());
      examples.push_back(example_of(sentence, std::span(text->gold).subspan(offset, sentence.size()), text->raw));
    }
  }
  return train(examples, settings);
}

char const* type_of(EntityKind kind) {
  return kind == EntityKind::person ? "PER" : kind == EntityKind::place ? "LOC" : "ORG";
}

template <typename Names>
void write(Text const& text, Names const& names, std::ostream& out) {
  alerts::CodePoints const points(text.raw.text);
  json::array entities;
  for (auto const& name : names)
    entities.push_back(json::object{
        {"start", points.at(name.range.begin)}, {"end", points.at(name.range.end)}, {"type", type_of(name.kind)}});
  out << json::serialize(json::object{{"id", text.raw.id},
                                      {"lang", text.raw.language},
                                      {"text", text.raw.text},
                                      {"entities", std::move(entities)}})
      << '\n';
}

/// One folder's files, by source.
class Files {
 public:
  Files(std::filesystem::path folder, std::string ending) : folder_(std::move(folder)), ending_(std::move(ending)) {}

  std::ostream& of(std::string const& source) {
    auto& file = files_[source];
    if (!file.is_open()) file.open(folder_ / (source + ending_));
    return file;
  }

 private:
  std::filesystem::path folder_;
  std::string ending_;
  std::map<std::string, std::ofstream> files_;
};

/// For each text what the lists and a model that has not seen it find together, as `rasid extract --jsonl` would say
/// it; beside that what the model says alone, before and after it has looked at the rest of the document.
void cross_validate(std::vector<Text> const& texts, std::vector<Text> const& copies, Lexicon const& lexicon,
                    entities::Catalogue const& catalogue, Options const& options) {
  Files all(options.predictions, ".jsonl");
  Files alone(options.predictions, ".alone");
  Files again(options.predictions, ".again");
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    Texts rest;
    for (auto const* list : {&texts, &copies})
      for (Text const& text : *list)
        if (text.fold != fold) rest.push_back(&text);
    auto const model = std::make_shared<Model const>(Model{lexicon, train_on(rest, options.training)});
    Tagger const tagger(model);
    for (Text const& text : texts) {
      if (text.fold != fold) continue;
      Extraction extraction = text.extraction;
      extraction.discovered =
          discover(tagger, extraction.document, extraction.language, catalogue, extraction.mentions);
      write(text, named_spans(extraction, catalogue), all.of(text.raw.source));
      Labelling labelling = label(extraction.document, text.words, model->weights);
      write(text, join(extraction.document, labelling), alone.of(text.raw.source));
      write(text, settle(extraction.document, std::move(labelling)), again.of(text.raw.source));
    }
    fmt::print(stderr, "fold {} of {}\n", fold + 1, options.folds);
  }
}

/// The own sentences as JSON lines, so that they can be scored like the corpora.
void write_gold(std::vector<Text> const& texts, Options const& options) {
  Files files(options.predictions, ".gold.jsonl");
  for (Text const& text : texts)
    if (text.raw.source.starts_with("own_")) write(text, text.raw.names, files.of(text.raw.source));
}

int run(Options const& options) {
  auto const catalogue = entities::load_catalogue(options.config);
  if (!catalogue) {
    fmt::print(stderr, "error: the lists in {} cannot be read\n", options.config.string());
    return 1;
  }
  Extractors const extractors(*catalogue);
  std::vector<RawText> const raw = read_all(options);
  Model model;
  model.lexicon = build_lexicon(options.lexicon, common_words(raw));
  std::vector<Text> texts;
  std::vector<Text> copies;
  std::map<std::string, Substitutes> substitutes;
  for (RawText const& each : raw) {
    std::uint64_t const of_block = hash(each.source + each.block);
    auto const fold = options.folds == 0 ? 0 : of_block % options.folds;
    texts.push_back(prepare(each, extractors, model.lexicon));
    texts.back().fold = fold;
    if (!each.source.starts_with("own_")) continue;
    auto const [at, fresh] = substitutes.try_emplace(each.language);
    if (fresh) at->second = substitutes_for(each.language, options, extractors.catalogue());
    if (at->second.given.empty()) continue;
    for (std::size_t i = 0; i < options.copies; ++i) {
      copies.push_back(
          prepare(with_other_names(each, at->second, combine(hash(each.id), i)), extractors, model.lexicon));
      copies.back().fold = fold;
    }
  }
  fmt::print(stderr, "{} texts, {} copies with other names\n", texts.size(), copies.size());
  if (options.folds > 0) {
    write_gold(texts, options);
    cross_validate(texts, copies, model.lexicon, extractors.catalogue(), options);
  }
  if (!options.out.empty()) {
    Texts all;
    for (auto const* list : {&texts, &copies})
      for (Text const& text : *list) all.push_back(&text);
    model.weights = train_on(all, options.training);
    std::ofstream(options.out, std::ios::binary) << model.serialise();
    fmt::print(stderr, "{}: {} bytes\n", options.out.string(), std::filesystem::file_size(options.out));
  }
  return 0;
}

}  // namespace
}  // namespace rasid::tagger

int main(int argc, char** argv) {
  rasid::tagger::Options options;
  CLI::App app("Trains the tagger that finds names which are on no list.");
  app.add_option("--config", options.config, "Configuration folder, for the listed names");
  app.add_option("--marked", options.marked, "Texts with names in brackets");
  app.add_option("--names", options.lexicon.names, "Parts of people's names");
  app.add_option("--titles", options.lexicon.titles, "Titles, roles and head words")->required();
  app.add_option("--organisations", options.lexicon.organisations, "Well-known organisations");
  app.add_option("--places", options.lexicon.places, "GeoNames table");
  app.add_option("--dictionaries", options.lexicon.dictionaries, "Spelling dictionaries");
  app.add_option("--folds", options.folds, "Judge by cross-validation with so many parts");
  app.add_option("--predictions", options.predictions, "Folder for what the parts' models find");
  app.add_option("--out", options.out, "Write a model trained on everything");
  app.add_option("--copies", options.copies);
  app.add_option("--epochs", options.training.epochs);
  app.add_option("--rate", options.training.rate);
  app.add_option("--l2", options.training.l2);
  app.add_option("--floor", options.training.floor);
  app.add_option("--dropout", options.training.dropout);
  app.add_option("--least", options.training.least);
  app.add_option("--eagerness", options.training.eagerness);
  app.add_option("--seed", options.training.seed);
  app.add_option("corpora", options.corpora, "JSON lines with entities");
  CLI11_PARSE(app, argc, argv);
  try {
    return rasid::tagger::run(options);
  } catch (std::exception const& e) {
    std::cerr << "train_tagger: " << e.what() << '\n';
    return 1;
  }
}
