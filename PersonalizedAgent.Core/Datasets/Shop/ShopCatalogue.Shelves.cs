namespace PersonalizedAgent.Core.Datasets.Shop;

public static partial class ShopCatalogue
{
    private static string Shelf(ShopCategory category) => category switch
    {
        ShopCategory.Pantry => """
              7.90 Ground coffee dark roast
              8.50 Whole coffee beans
              4.20 Green tea in leaves
              3.90 Peppermint tea bags
              5.60 Wildflower honey
              3.40 Strawberry jam
              2.80 Dark chocolate bar
              9.80 Olive oil from the first press
              4.90 Crunchy oat granola
              2.30 Spelt spaghetti
              3.10 Sun-dried tomatoes
              6.40 Roasted almonds
              5.20 Cashew butter
              2.60 Coarse sea salt
              3.70 Smoked paprika powder
             11.50 Balsamic vinegar aged in wood
              4.40 Red lentils in a large bag
              3.30 Basmati rice
              6.90 Dried mango slices
              2.90 Salted pretzel sticks
              7.20 Maple syrup
              5.80 Chai spice mix
              4.60 Butter biscuits in a tin
             14.90 Tasting box of five teas
             19.90 Breakfast basket
            """,
        ShopCategory.Kitchen => """
             24.90 Cast iron frying pan
             12.50 Bamboo cutting board
             17.90 Chef's knife
              6.90 Silicone spatula
              9.80 Set of measuring cups
             29.90 Glass storage jars in a set of six
             34.50 Stovetop espresso maker
             14.20 Pepper mill
             11.90 Salad spinner
              8.40 Potato masher
             39.00 Enamel roasting tin
             19.50 Loaf tin with lid
              7.60 Whisk of steel
             22.80 Digital kitchen scale
             13.40 Oven gloves
              5.90 Linen tea towel
             27.00 Stoneware mixing bowl
             49.90 Pasta machine
             16.70 Lemon press
             59.00 Hand blender
             10.90 Herb scissors
             18.30 Muffin tray
             69.00 Copper saucepan
             15.60 Thermos jug
             89.00 Slow cooker
            """,
        ShopCategory.Home => """
             12.90 Scented candle cedar
             19.90 Cotton cushion cover
             39.90 Wool throw
             24.50 Ceramic table lamp
              9.90 Picture frame oak
             14.80 Woven storage basket
             29.00 Bath towels in a set of two
              7.50 Door hook of brass
             44.00 Wall clock without numbers
             18.60 Linen napkins in a set of four
             16.40 Glass vase small
             32.00 Glass vase tall
             11.20 Incense holder
             54.90 Bedside rug
              8.80 Coat hangers in a set of eight
             22.40 Reading light with clip
             64.00 Duvet cover in washed cotton
             13.70 Shower curtain
             36.50 Laundry basket with handles
              6.60 Fridge magnets in a set of ten
             79.00 Floor lamp
             27.80 Curtain in light grey
             48.00 Round wall mirror
             15.30 Key shelf
             95.00 Folding side table
            """,
        ShopCategory.Garden => """
              4.50 Sunflower seeds for sowing
              3.90 Basil seeds
              8.90 Hand trowel
             12.40 Pruning shears
              9.60 Gardening gloves
             14.50 Terracotta pot with saucer
             19.80 Watering can of zinc
              7.20 Seed trays in a set of three
             11.90 Potting soil
              6.30 Tomato plant food
             24.90 Hanging basket
             16.80 Bird feeder
             29.50 Garden hose ten metres
              5.40 Plant labels of slate
             13.20 Herb spiral kit
             34.90 Raised bed of larch
             21.70 Solar lanterns in a set of four
             39.00 Foldable garden chair
             18.40 Kneeling cushion
             27.60 Leaf rake
             10.70 Insect house
             59.90 Hammock
             44.50 Rain barrel
             79.00 Fire bowl
            119.00 Small greenhouse
            """,
        ShopCategory.Care => """
              4.90 Lavender hand soap
              8.60 Hand cream with almond oil
             12.90 Face cream for day
             14.90 Face cream for night
              6.80 Shampoo bar citrus
              7.40 Lip balm in a set of three
              9.90 Body lotion with oats
             11.30 Bath salts with eucalyptus
             18.50 Rose water face mist
              5.70 Bamboo toothbrushes in a set of four
             16.20 Beard oil
             13.60 Clay face mask
             21.90 Hair brush of beech
              8.10 Sun cream for face
             10.40 Sun cream for body
              6.20 Foot balm
             24.80 Massage oil with ginger
              3.80 Natural sponge
             15.70 Hair mask with argan oil
             29.90 Bath brush and towel set
              9.20 Deodorant cream
             34.00 Care gift box
             19.40 Manicure set
             45.00 Eau de toilette fig
             27.30 Safety razor
            """,
        ShopCategory.Sport => """
             11.90 Trail running socks
             24.90 Yoga mat
             18.40 Drinking bottle of steel
              9.80 Skipping rope
             29.50 Running belt
             14.70 Resistance bands
             39.90 Running tights
             34.60 Training shirt
             22.30 Swimming goggles
             16.90 Microfibre towel
             49.00 Foam roller set
             27.80 Cycling gloves
             12.60 Reflective arm band
             44.50 Gym bag
             19.20 Yoga block of cork
             59.00 Kettlebell eight kilos
             32.40 Headlamp
             74.90 Trekking poles
             21.50 Sweatbands and headband
             64.00 Rain jacket for runners
             26.70 Table tennis bats
             84.00 Hiking backpack
             17.60 Badminton shuttlecocks
             99.00 Folding exercise bench
             37.90 Climbing chalk bag
            """,
        ShopCategory.Fashion => """
             14.90 Plain cotton T-shirt
             29.90 Striped long-sleeved shirt
             19.80 Knitted beanie
             24.60 Wool scarf
             34.90 Canvas belt bag
              9.90 Ankle socks in a set of three
             49.50 Denim skirt
             59.90 Straight jeans
             22.40 Sun hat of straw
             17.30 Leather belt
             39.80 Linen blouse
             64.00 Merino jumper
             27.50 Silver ear studs
             44.90 Necklace with a moon
             12.70 Hair clips in a set of five
             32.60 Leather card case
             54.00 Summer dress
             79.00 Rain coat
             21.20 Touchscreen gloves
             89.00 Suede ankle boots
             69.50 White trainers
             36.40 Silk neckerchief
             16.80 Sunglasses
            109.00 Wrist watch with fabric strap
             47.60 Corduroy shirt
            """,
        ShopCategory.Toys => """
             12.90 Wooden building blocks
             19.90 Puzzle of a thousand pieces
              8.40 Modelling clay
             24.50 Board game of islands
             14.80 Card game of colours
             17.60 Plush rabbit
              9.70 Colouring pencils
             29.90 Marble run
              6.50 Soap bubbles in a set of four
             34.00 Toy train with track
             11.30 Finger paints
             22.70 Doctor's bag
             16.40 Memory game of animals
             39.90 Dolls' house furniture
              7.80 Spinning top
             27.20 Magnetic shapes
             44.00 Rocking horse head on a stick
             18.90 Kite
             13.50 Hand puppet fox
             49.00 Science kit
              5.60 Sticker book
             32.80 Balance board
             21.40 Tea set for dolls
             59.00 Play tent
             74.50 Wooden kitchen for children
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "Not a category."),
    };
}
