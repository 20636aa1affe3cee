/**
 * Passwords that are tried first. `commonPhrases` are whole ones of twelve characters and more; `commonWords` are
 * what the short ones are made of: alone, joined, or dressed up with digits and signs they are common too
 * (see `password-rules.ts`). Lower case, letters as they are typed.
 */
const phrases = `
1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 1qaz!qaz2wsx 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p
q1w2e3r4t5y6 q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8 zaq12wsxcde3 zaq12wsxcde34rfv zaq1xsw2cde3 qazwsxedcrfv qazwsxedcrfvtgb qwer1234asdf
qwer1234qwer asdf1234asdf 1234qwerasdf qwertyuiop12 qwertyuiop123 qwertyuiopas qweasdzxc123 123qweasdzxc 123qwe123qwe qwe123qwe123
1a2b3c4d5e6f a1b2c3d4e5f6 a1s2d3f4g5h6 1z2x3c4v5b6n 147258369000 147258369147 159753456852 159357258456 741852963000 741852963741
963852741000 789456123000 7894561230123 987654321012 1029384756ab 112233445566 11223344556677 123321123321 123123123123 102030405060
10203040506070 100200300400 123412341234 123456123456 12345678910a 1234567891011 123456789abc abc123abc123 abcd1234abcd aa12345678aa
a12345678901 q123456789012 zxcvbnm12345 zxcvbnm123456 asdfghjkl123 asdfghjkl1234 correcthorsebatterystaple
hunter2hunter2 trustno1trustno1 iloveyouforever iloveyousomuch iloveyou12345 iwillalwaysloveyou ihatepasswords ihatemyjob
thisismypassword thisisapassword thisispassword mypasswordis mypassword123 passwordpassword password12345 password123456
passwordispassword secretpassword supersecret123 letmeinletmein letmeinplease openthedoor opensesame123 changemeplease
changemenow12 pleasechangeme pleaseletmein youshallnotpass maytheforcebewithyou iamyourfather winteriscoming valarmorghulis
tobeornottobe thequickbrownfox quickbrownfox loremipsumdolor hellothere123 generalkenobi whatisthepassword idontknow1234
nopassword1234 defaultpassword administrator adminadminadmin administrator1 rootrootroot rootpassword superuser1234 guestguestguest
testtesttest testing123456 temppassword temporary123 newpassword12 welcomehome123 happybirthday merrychristmas jesuschrist1
jesusismylord godisgoodallthetime manchesterunited realmadrid123 fcbarcelona123 liverpoolfc123 metallica1234 linkinpark123
slipknot66666 spongebob1234 harrypotter12 starwars12345 pokemon123456 minecraft1234 counterstrike worldofwarcraft leagueoflegends
callofduty123 grandtheftauto sanfrancisco1 unitedstates unitedkingdom california123 newyorkcity1 november20261 september2026
mynameisslimshady myspace123456 facebook12345 instagram1234 youtube123456 whatsapp12345 microsoft1234 windows123456 samsung123456
`;

const words = `
password passwort passwd passw pass pwd motdepasse contrasena contraseña wachtwoord senha parola haslo heslo lozinka zaporka sifra salasana
qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm yxcvbnm qazwsx qazwsxedc qweasd
qweasdzxc qwer qwe asd zxc qaz wsx edc uiop hjkl poiuytrewq lkjhgfdsa mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh abcdefghij
admin administrator administrator root user username guest test tester testing demo default temp temporary changeme change me
secret topsecret private login logon signin letmein let in open sesame welcome hello hi access master super superuser superman
system server service manager support helpdesk office company business work job project team oracle mysql postgres linux ubuntu windows
microsoft google apple facebook twitter youtube instagram amazon azure azureml machine learning model portal gateway gatehouse api
developer dev prod production staging internet computer laptop network wifi router cisco samsung nokia iphone android
iloveyou iloveu loveyou love lover lovely i you my is the a this baby babe babygirl honey sweet sweetheart sweety angel angels heart
princess prince queen king kings beautiful cutie pretty sexy kiss kisses forever always happy lucky smile sunshine sunny summer winter
spring autumn fall january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday today tomorrow football futbol soccer baseball basketball hockey tennis golf golfer sports player champion
liverpool arsenal chelsea manchester united barcelona barca realmadrid juventus bayern dinamo hajduk yankees cowboys lakers steelers eagles
raiders rangers packers dragon dragons monkey tiger tigers lion wolf bear eagle falcon panther phoenix snake shark dolphin horse
puppy kitty kitten cat dog doggy chicken turtle butterfly spider batman spiderman ironman hulk joker robin pokemon pikachu naruto
starwars startrek matrix neo jedi yoda vader merlin gandalf frodo hobbit harry potter hogwarts mickey minnie disney snoopy garfield
scooby simpsons homer bart ninja samurai pirate warrior hunter ranger killer shadow ghost death devil satan hell heaven god jesus christ
lord blessed faith hope grace trustno trust freedom liberty peace power money cash dollar gold golden silver diamond crystal
michael jordan michelle jessica jennifer ashley amanda nicole daniel david robert andrew joshua matthew thomas charlie
george william james john peter paul mark martin alex alexander andrea anthony brandon christian christopher justin kevin richard
samantha sarah maria anna marko ivan ivana ana petar luka matej nikola tomislav hannah emma olivia sophia victoria elizabeth
maggie buster bailey ginger pepper max rocky tigger cookie chocolate cheese banana orange apple cherry coffee pizza beer whiskey
flower flowers rainbow star stars moon sun earth world ocean river mountain purple yellow green blue red black white pink
mustang ferrari porsche corvette camaro harley yamaha honda toyota mercedes audi bmw ford chevy jeep london paris berlin newyork
america england france germany canada brazil mexico russia croatia hrvatska zagreb split texas california florida boston chicago
metallica nirvana slipknot eminem beatles elvis music guitar rock punk gamer games minecraft fortnite roblox counter strike warcraft
zxcvb asdfg qwert poiuy lkjhg please thanks whatever nothing something anything everything nobody somebody idontknow dontknow
fuckyou fuck fucker shit asshole bitch pussy biteme one two three four five six seven eight nine ten hundred thousand number
`;

const parts = (text: string) => text.split(/\s+/).filter(Boolean);

export const commonPhrases: ReadonlySet<string> = new Set(parts(phrases));
export const commonWords: ReadonlySet<string> = new Set(parts(words));
